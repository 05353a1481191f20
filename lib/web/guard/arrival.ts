import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../api';

/** A request as it came, before anything of it is interpreted. */
export interface Arrival {
  readonly method?: string | undefined;
  /** Path and query. */
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

/** Bytes of the longest body that is read. */
export const longestBody = 65_536;

/** Segments that are names, one slash between two: no dots that lead elsewhere, nothing encoded, no empty segment. */
const plainPath = /^\/(?:[\w-][\w.-]*(?:\/[\w-][\w.-]*)*)?$/;

/** Why a request is not even looked at; undefined when it may be. */
export function refusedArrival(
  { method = '', url = '', headers, rawHeaders }: Arrival,
  origin: string,
): { readonly status: 403 | 404 | 405 | 413 | 415 | 421; readonly refusal: Refusal } | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  // A page of another site can give its own name our address: its origin is then ours, and only the name tells.
  if (hosts.length !== 1 || headers.host !== new URL(origin).host) {
    return refused(421, 'host-unknown', `This server answers to ${origin} and to no other name.`);
  }
  const path = url.split('?', 1)[0] ?? '';
  if (!plainPath.test(path)) return refused(404, 'not-found', 'There is nothing at this address.');
  if (method !== 'GET' && method !== 'POST') return refused(405, 'method-unknown', 'Only GET and POST are answered.');
  const site = headers['sec-fetch-site'];
  if (path.startsWith('/api/') && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refused(403, 'other-origin', 'A page of another origin asks.');
  }
  return method === 'GET' ? undefined : refusedWrite(headers, origin);
}

/** A form of another site sets no header of its own and says no other type; a script of one is asked for its origin. */
function refusedWrite(headers: IncomingHttpHeaders, origin: string): ReturnType<typeof refusedArrival> {
  if (headers.origin !== origin) return refused(403, 'other-origin', `Only the page at ${origin} may ask for this.`);
  if (headers['x-preview-stacks'] !== '1') {
    return refused(403, 'header-missing', 'The header `x-preview-stacks: 1` is missing.');
  }
  if (!/^application\/json(?:; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '')) {
    return refused(415, 'type-unknown', 'Only `application/json` is read.');
  }
  if (Number(headers['content-length'] ?? 0) > longestBody) {
    return refused(413, 'body-too-long', `No more than ${longestBody} bytes are read.`);
  }
  return undefined;
}

function refused<Status extends number>(status: Status, code: string, because: string) {
  return { status, refusal: { code, because } };
}
