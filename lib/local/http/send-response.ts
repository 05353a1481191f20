import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServiceRequest, ServiceResponse } from './service';

/** Writes a service's answer; resolves when it is written, or when the client went away. */
export async function sendResponse(
  response: ServerResponse,
  request: ServiceRequest,
  answer: ServiceResponse,
): Promise<void> {
  const { status, headers, body } = answer;
  response.writeHead(status, { 'x-amzn-requestid': request.requestId, ...lengthOf(answer), ...headers });
  if (body instanceof Readable) {
    // A client that goes away closes the stream too; there is nobody left to tell.
    await pipeline(body, response).catch(() => response.destroy());
    return;
  }
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(body);
  });
}

function lengthOf({ status, body }: ServiceResponse): Record<string, number> {
  if (body instanceof Readable || status === 204 || status === 304) {
    return {};
  }
  return { 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}
