import { AwsError } from '../http/aws-error';

/** Of sizes, signatures and trailers. */
const longestLine = 16 * 1024;

/**
 * The content of an `aws-chunked` body: `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, a chunk of size 0, then trailer lines, which go
 * into `trailers` with names in lower case. Signatures of chunks are not looked at. Throws AwsError IncompleteBody.
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let left = 0;
  let state = 'size' as State;
  for await (const piece of body) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    for (;;) {
      if (state === 'bytes') {
        const bytes = held.subarray(0, left);
        held = held.subarray(bytes.length);
        left -= bytes.length;
        if (bytes.length > 0) {
          yield bytes;
        }
        if (left > 0) {
          break;
        }
        state = 'end';
      }
      const at = held.indexOf('\r\n');
      if (at < 0) {
        if (held.length > longestLine) {
          throw new AwsError('InvalidRequest', 'The aws-chunked body is malformed');
        }
        break;
      }
      const line = held.toString('latin1', 0, at);
      held = held.subarray(at + 2);
      if (state === 'trailers') {
        readTrailer(line, trailers);
      } else if (state === 'end') {
        state = 'size';
      } else {
        left = sizeOf(line);
        state = left === 0 ? 'trailers' : 'bytes';
      }
    }
  }
  if (state === 'trailers' && held.length > 0) {
    readTrailer(held.toString('latin1'), trailers);
  }
  if (state !== 'trailers') {
    throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
  }
}

type State = 'size' | 'bytes' | 'end' | 'trailers';

function sizeOf(line: string): number {
  const size = /^([0-9a-f]+)(;.*)?$/i.exec(line)?.[1];
  if (size === undefined) {
    throw new AwsError('InvalidRequest', 'The aws-chunked body is malformed');
  }
  return Number.parseInt(size, 16);
}

function readTrailer(line: string, trailers: Map<string, string>): void {
  const colon = line.indexOf(':');
  if (colon > 0) {
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}
