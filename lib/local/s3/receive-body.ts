import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { AwsError } from '../http/aws-error';
import type { ServiceRequest } from '../http/service';
import { checksumFor, isChecksumHeader } from './checksums';
import { decodeAwsChunked } from './decode-aws-chunked';

export interface Received {
  readonly size: number;
  /** MD5 in hexadecimal digits. */
  readonly etag: string;
  /** The checksum headers that the client sent, in front or as a trailer. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** Streams a body into a new file and checks it. Throws AwsError BadDigest, IncompleteBody; then there is no file. */
export async function receiveBody(request: ServiceRequest, path: string): Promise<Received> {
  try {
    return await receive(request, path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function receive({ headers, body }: ServiceRequest, path: string): Promise<Received> {
  const trailers = new Map<string, string>();
  const chunked = isAwsChunked(headers);
  const source: AsyncIterable<Buffer> = chunked ? decodeAwsChunked(body, trailers) : body;
  const md5 = createHash('md5');
  const announced = [...Object.keys(headers), ...(headers['x-amz-trailer'] ?? '').split(',')]
    .map((name) => name.trim().toLowerCase())
    .filter(isChecksumHeader);
  const checks = announced.map((name) => ({ name, checksum: checksumFor(name) }));
  let size = 0;
  const file = await open(path, 'w');
  try {
    for await (const bytes of source) {
      size += bytes.length;
      md5.update(bytes);
      for (const { checksum } of checks) {
        checksum?.update(bytes);
      }
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
  const expected = headers[chunked ? 'x-amz-decoded-content-length' : 'content-length'];
  if (expected !== undefined && Number(expected) !== size) {
    throw new AwsError('IncompleteBody', `You did not provide the number of bytes specified: ${expected}, not ${size}`);
  }
  const digest = md5.digest();
  const claimed = headers['content-md5'];
  if (claimed !== undefined && claimed !== digest.toString('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const checksums: Record<string, string> = {};
  for (const { name, checksum } of checks) {
    const value = headers[name] ?? trailers.get(name) ?? '';
    if (checksum && checksum.digest() !== value) {
      const algorithm = name.slice('x-amz-checksum-'.length).toUpperCase();
      throw new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
    checksums[name] = value;
  }
  return { size, etag: digest.toString('hex'), checksums };
}

function isAwsChunked(headers: ServiceRequest['headers']): boolean {
  return (
    (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ||
    (headers['content-encoding'] ?? '').split(',').some((one) => one.trim() === 'aws-chunked')
  );
}
