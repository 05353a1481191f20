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
    // Clients read the answer when they have sent everything: a connection that is kept would wait without end for what is not read.
    request.body.resume();
    throw error;
  }
}

async function receive({ headers, body }: ServiceRequest, path: string): Promise<Received> {
  checkDigests(headers);
  const trailers = new Map<string, string>();
  const chunked = isAwsChunked(headers);
  // The connection stays, for the answer.
  const arriving: AsyncIterable<Buffer> = body.iterator({ destroyOnReturn: false });
  const source = chunked ? decodeAwsChunked(arriving, trailers) : arriving;
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
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, {
      CalculatedDigest: digest.toString('base64'),
      ExpectedDigest: Buffer.from(claimed, 'base64').toString('hex'),
    });
  }
  const checksums: Record<string, string> = {};
  for (const { name, checksum } of checks) {
    const value = headers[name] ?? trailers.get(name) ?? '';
    checkDigests({ [name]: value });
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

/** Bytes of each checksum. */
const lengths: Readonly<Record<string, number>> = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 };

/**
 * What is no digest at all. Recorded: LocalStack, test_s3_invalid_content_md5 and test_put_object_checksum, 2026-02-21. Throws AwsError
 * InvalidDigest, InvalidRequest.
 */
export function checkDigests(headers: ServiceRequest['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'content-md5' && !isDigest(value, 16)) {
      const extra = { 'Content-MD5': value };
      throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, extra);
    }
    if (isChecksumHeader(name) && !isDigest(value, lengths[name.slice('x-amz-checksum-'.length)] ?? 0)) {
      throw new AwsError('InvalidRequest', `Value for ${name} header is invalid.`);
    }
  }
}

function isDigest(value: string, length: number): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === length && bytes.toString('base64') === value;
}
