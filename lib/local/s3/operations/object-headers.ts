import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { isChecksumHeader } from '../checksums';
import type { Bucket } from '../store/bucket';
import type { Version } from '../store/version';

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
];

/** S3's user guide, "Working with object metadata": the sum of the bytes of all names and values. */
const mostMetadataBytes = 2048;

function checkMetadata(headers: Readonly<Record<string, string>>): void {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  // Node.js reads headers with a byte a character.
  const size = own.reduce((sum, [name, value]) => sum + name.length - 'x-amz-meta-'.length + value.length, 0);
  if (size > mostMetadataBytes) {
    const message = 'Your metadata headers exceed the maximum allowed metadata size';
    const extra = { Size: String(size), MaxSizeAllowed: String(mostMetadataBytes) };
    throw new AwsError('MetadataTooLarge', message, 400, extra);
  }
}

/** Of a request's headers those that belong to the object; undefined when there are none. */
export function storedHeaders(
  headers: ServiceRequest['headers'],
  checksums: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> | undefined {
  const stored: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (kept.includes(name)) {
      stored[name] = value;
    } else if (name.startsWith('x-amz-meta-')) {
      stored[name] = decodedWord(value);
    }
  }
  checkMetadata(stored);
  // `aws-chunked` is how the body travelled, not what it is.
  const encoding = (headers['content-encoding'] ?? '').split(',').filter((one) => one.trim() !== 'aws-chunked');
  if (encoding.join('') === '') {
    delete stored['content-encoding'];
  } else {
    stored['content-encoding'] = encoding.join(',').trim();
  }
  if (stored['x-amz-storage-class'] === 'STANDARD') {
    delete stored['x-amz-storage-class'];
  }
  Object.assign(stored, checksums);
  return Object.keys(stored).length > 0 ? stored : undefined;
}

/**
 * Metadata in an encoded word of RFC 2047. What is plain ASCII inside is kept plain; anything else could not travel back so, and stays as it
 * was sent (LocalStack, test_user_metadata_rfc2047_encoded, 2026-02-21).
 */
function decodedWord(value: string): string {
  const [, encoding, text = ''] = /^=\?UTF-8\?([BQ])\?([^?\s]*)\?=$/i.exec(value) ?? [];
  if (encoding === undefined) {
    return value;
  }
  const decoded =
    encoding.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('latin1')
      : text
          .replaceAll('_', ' ')
          .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /^[\x20-\x7e]+$/.test(decoded) ? decoded : value;
}

/** Headers that tell of a version, with everything a GET or HEAD says. */
export function shownHeaders(bucket: Bucket, version: Version, withChecksums: boolean): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.modified).toUTCString(),
    'accept-ranges': 'bytes',
    ...encrypted,
    ...versionHeader(bucket, version),
  };
  for (const [name, value] of Object.entries(version.headers ?? {})) {
    if (withChecksums || !isChecksumHeader(name)) {
      headers[name] = value;
    }
  }
  if (withChecksums && Object.keys(headers).some(isChecksumHeader)) {
    headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  }
  const tags = Object.keys(version.tags ?? {}).length;
  if (tags > 0) {
    headers['x-amz-tagging-count'] = String(tags);
  }
  return headers;
}

/** Of every answer about new content: a bucket encrypts by itself, and files here are plain all the same. */
export const encrypted = { 'x-amz-server-side-encryption': 'AES256' };

/**
 * Of an answer to a write. A bucket whose versioning is suspended names no version then, but to a copy (LocalStack,
 * test_put_object_on_suspended_bucket and test_s3_copy_object_in_place_suspended_only, 2026-02-21).
 */
export function writtenHeaders(bucket: Bucket, version: Version): Record<string, string> {
  return { ...encrypted, ...(bucket.record.versioning === 'Enabled' ? versionHeader(bucket, version) : {}) };
}

/** A bucket that never was versioned names no versions. */
export function versionHeader(bucket: Bucket, version: Version): Record<string, string> {
  return bucket.record.versioning === undefined ? {} : { 'x-amz-version-id': bucket.idOf(version) };
}
