import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error';
import { credentialScope } from './credential-scope';
import type { ServiceRequest } from './service';

/** More than any body but S3's objects can need: a thousand keys of 1,024 bytes, or the ten thousand parts of an upload. */
const longestText = 8 * 1024 * 1024;

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
      whole ??= readText(incoming);
      return whole;
    },
  };
}

/** The whole body. Throws AwsError RequestEntityTooLarge rather than fill the memory. */
export async function readText(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  // The connection stays, for the answer; clients read that when they have sent everything.
  for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
    size += piece.length;
    if (size > longestText) {
      setImmediate(() => incoming.resume());
      throw new AwsError('RequestEntityTooLarge', `The body has more than ${longestText} bytes`, 413);
    }
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}
