import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults/faults';
import { obeyRequestFault } from './faults/obey-request-fault';
import { AwsError } from './http/aws-error';
import { credentialScope } from './http/credential-scope';
import { openRequest } from './http/open-request';
import type { RequestLog } from './http/request-log';
import { isCut, sendResponse, untilClosed } from './http/send-response';
import type { Service, ServiceRequest, ServiceResponse } from './http/service';

export interface RouterOptions {
  readonly services: readonly Service[];
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly region: string;
  readonly endpoint: () => string;
  /** Called for what should not have happened: errors that are not AWS's. */
  readonly onDefect: (error: unknown, operation: string) => void;
}

/** Leads requests that clients of AWS have signed to the service in the signature's scope. */
export class Router {
  private readonly byScope: ReadonlyMap<string, Service>;

  constructor(private readonly options: RouterOptions) {
    this.byScope = new Map(options.services.flatMap((service) => service.scopes.map((scope) => [scope, service])));
  }

  /** Resolves when the answer is written. */
  async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const finish = this.options.log.begin();
    const request = openRequest(incoming, this.options.endpoint(), this.options.region);
    let name = credentialScope(request)?.service;
    let operation = '';
    let status = 0;
    try {
      name ??= await this.unsigned(request);
      const service = this.byScope.get(name ?? '') ?? this.stranger(name);
      name ??= 'unsigned';
      const answer = await this.served(service, request, name, (found) => {
        operation = found;
      });
      if (answer === 'cut') {
        incoming.socket.resetAndDestroy();
      } else if (answer === 'hang') {
        await untilClosed(response);
      } else {
        status = answer.status;
        await sendResponse(response, request, answer);
      }
    } finally {
      finish({ service: name ?? 'unsigned', operation, status });
    }
  }

  private async served(
    service: Service,
    request: ServiceRequest,
    name: string,
    onOperation: (operation: string) => void,
  ): Promise<ServiceResponse | 'cut' | 'hang'> {
    let operation = '';
    try {
      operation = await service.operationOf(request);
      onOperation(operation);
      const fate = await obeyRequestFault(this.options.faults, name, operation, request);
      return fate ?? (await service.handle(request));
    } catch (error) {
      return service.drawError(this.known(error, `${name} ${operation}`), request);
    }
  }

  private known(error: unknown, operation: string): AwsError {
    if (error instanceof AwsError) {
      return error;
    }
    if (!isCut(error)) {
      this.options.onDefect(error, operation);
    }
    return new AwsError('InternalFailure', `The embedded endpoint failed: ${String(error)}`, 500);
  }

  /** The scope of the service that takes this request without a signature. */
  private async unsigned(request: ServiceRequest): Promise<string | undefined> {
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
    if (request.method !== 'POST' || !isForm) {
      return undefined;
    }
    // A body that breaks off, or is too large, signs nothing.
    const body = await request.text().catch(() => '');
    const action = new URLSearchParams(body).get('Action') ?? '';
    return this.options.services.find(({ unsignedOperations = [] }) => unsignedOperations.includes(action))?.scopes[0];
  }

  /** Answers for what is signed for no service that is here, or not signed at all. */
  private stranger(name: string | undefined): Service {
    const json = (request: ServiceRequest) => request.headers['x-amz-target'] !== undefined;
    const model = (request: ServiceRequest) =>
      json(request) ? this.byScope.get('ssm') : this.byScope.get(request.method === 'POST' ? 'sts' : 's3');
    const error =
      name === undefined
        ? new AwsError('AccessDenied', 'Access Denied: the request is not signed', 403)
        : new AwsError('UnknownService', `The embedded endpoint has no service ${name}`);
    return {
      scopes: [],
      operations: [],
      operationOf: (request) => `${request.method} ${request.path}`,
      handle: () => Promise.reject(error),
      drawError: (drawn, request) => model(request)?.drawError(drawn, request) ?? { status: drawn.status },
    };
  }
}
