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
  try {
    response.writeHead(status, { 'x-amzn-requestid': request.requestId, ...lengthOf(answer), ...headers });
  } catch (error) {
    // A header that no response can carry; its file must not stay open.
    if (body instanceof Readable) {
      body.destroy();
    }
    throw error;
  }
  if (body instanceof Readable) {
    // A client that goes away closes the stream too; no answer can reach it any more.
    await pipeline(body, wholeOf(Number(headers?.['content-length'] ?? 0)), response).catch(() => response.destroy());
    return;
  }
  response.end(body);
  await untilClosed(response);
}

/** Passes a body on; fails when it ends short of its announced length, for which the client would wait without end. */
function wholeOf(announced: number) {
  return async function* (body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let sent = 0;
    for await (const piece of body) {
      sent += piece.length;
      yield piece;
    }
    if (sent < announced) {
      throw new Error(`The body ended after ${sent} of ${announced} bytes`);
    }
  };
}

/** A response that is closed already never says so again. */
export async function untilClosed(response: ServerResponse): Promise<void> {
  if (!response.destroyed) {
    await new Promise((resolve) => response.once('close', resolve));
  }
}

/** Whether the client went away before it had sent its request, or before it had its answer: no defect of ours. */
export function isCut(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function lengthOf({ status, body }: ServiceResponse): Record<string, number> {
  if (body instanceof Readable || status === 204 || status === 304) {
    return {};
  }
  return { 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}
