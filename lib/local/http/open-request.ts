import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { credentialScope } from './credential-scope';
import type { ServiceRequest } from './service';

/** What a request to the endpoint says, its body still to be read. */
export function openRequest(incoming: IncomingMessage, endpoint: string, defaultRegion: string): ServiceRequest {
  // Not through URL: it would resolve `../` in the keys of objects.
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  let whole: Promise<string> | undefined;
  return {
    ...{ query, headers, endpoint, body: incoming },
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    region: credentialScope({ headers, query })?.region ?? defaultRegion,
    requestId: randomUUID(),
    text() {
      whole ??= text(incoming);
      return whole;
    },
  };
}
