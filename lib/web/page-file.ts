import { createHash } from 'node:crypto';
import type { PageFile } from './page/files';

/** Makes the answer of a file. A browser asks each time whether it has the same: after an update nothing old is left. */
export function senderOf({ type, body }: PageFile): (request: Request) => Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  return (request) => {
    const known = request.headers.get('if-none-match')?.split(',') ?? [];
    if (known.some((one) => one.trim().replace(/^W\//, '') === etag))
      return new Response(null, { status: 304, headers });
    return new Response(body, { headers: { ...headers, 'content-type': type } });
  };
}
