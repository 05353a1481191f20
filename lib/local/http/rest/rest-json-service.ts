import { AwsError } from '../aws-error';
import type { Service, ServiceRequest, ServiceResponse } from '../service';
import { findRoute, type RestRoute } from './rest-route';

/** One operation of a service that speaks REST and JSON. */
export interface RestJsonRoute extends RestRoute {
  /** Operations without a name are for no client of AWS. */
  readonly operation?: string;
  /** Answers with an object, sent with status 200, or with a whole response. */
  readonly handle: (call: RestJsonCall) => Promise<object | Answer> | object | Answer;
}

export interface RestJsonCall {
  /** The `{Name}` parts of the path, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly request: ServiceRequest;
}

/** A response as it is sent. */
export class Answer {
  constructor(readonly response: ServiceResponse) {}
}

/** A REST service that speaks JSON, such as Lambda: chosen by method and path. */
export function restJsonService(scopes: readonly string[], routes: readonly RestJsonRoute[]): Service {
  const find = (request: ServiceRequest) => findRoute(routes, request, 'ValidationException');
  return {
    scopes,
    operations: routes.flatMap(({ operation }) => operation ?? []),
    operationOf: (request) => find(request)?.route.operation ?? `${request.method} ${request.path}`,
    async handle(request) {
      const found = find(request);
      if (!found) {
        throw new AwsError('UnknownOperationException', `No operation answers ${request.method} ${request.path}`, 404);
      }
      const answer = await found.route.handle({ path: found.path, request });
      return answer instanceof Answer
        ? answer.response
        : { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
    },
    drawError: ({ code, message, status, extra }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message, message, ...extra }),
    }),
  };
}
