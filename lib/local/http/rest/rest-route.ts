import { AwsError } from '../aws-error';
import type { ServiceRequest } from '../service';

export interface RestRoute {
  readonly method: string;
  /** `/2013-04-01/hostedzone/{Id}/rrset`: a `{Name}` is one segment; a final `/` in the request is ignored. */
  readonly path: string;
}

export interface FoundRoute<Route> {
  readonly route: Route;
  /** The `{Name}` parts of the path, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/**
 * The route that a request takes, by method and path. Throws AwsError for a part of the path that cannot be decoded.
 *
 * @param malformed code of that error, in the words of the service
 */
export function findRoute<Route extends RestRoute>(
  routes: readonly Route[],
  request: Pick<ServiceRequest, 'method' | 'path'>,
  malformed: string,
): FoundRoute<Route> | undefined {
  for (const route of routes) {
    const path = route.method === request.method ? match(route.path, request.path, malformed) : undefined;
    if (path) {
      return { route, path };
    }
  }
  return undefined;
}

function match(pattern: string, path: string, malformed: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) {
    return undefined;
  }
  const found: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = given[index] ?? '';
    if (step.startsWith('{')) {
      found[step.slice(1, -1)] = decode(value, malformed);
    } else if (step !== value) {
      return undefined;
    }
  }
  return found;
}

function decode(text: string, malformed: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError(malformed, `The address is not well-formed: ${text}`);
  }
}
