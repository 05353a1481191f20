import { AwsError } from '../../http/aws-error';
import type { Service, ServiceRequest, ServiceResponse } from '../../http/service';

/** One operation of a service that speaks REST and JSON. */
export interface RestJsonRoute {
  readonly method: string;
  /** `/2015-03-31/functions/{FunctionName}`: a `{Name}` is one segment; a final `/` in the request is ignored. */
  readonly path: string;
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
  const find = (request: ServiceRequest) => {
    for (const route of routes) {
      const path = route.method === request.method ? match(route.path, request.path) : undefined;
      if (path) return { route, path };
    }
    return undefined;
  };
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

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = given[index] ?? '';
    if (step.startsWith('{')) {
      found[step.slice(1, -1)] = decode(value);
    } else if (step !== value) {
      return undefined;
    }
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('ValidationException', `The address is not well-formed: ${text}`);
  }
}
