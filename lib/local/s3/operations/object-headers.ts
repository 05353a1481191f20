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

/** Of a request's headers those that belong to the object; undefined when there are none. */
export function storedHeaders(
  headers: ServiceRequest['headers'],
  checksums: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> | undefined {
  const stored: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (kept.includes(name) || name.startsWith('x-amz-meta-')) {
      stored[name] = value;
    }
  }
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

/** Tags as the header `x-amz-tagging` carries them. */
export function storedTags(headers: ServiceRequest['headers']): Readonly<Record<string, string>> | undefined {
  const text = headers['x-amz-tagging'];
  return text ? Object.fromEntries(new URLSearchParams(text)) : undefined;
}

/** Headers that tell of a version, with everything a GET or HEAD says. */
export function shownHeaders(bucket: Bucket, version: Version, withChecksums: boolean): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
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

/** A bucket that never was versioned names no versions. */
export function versionHeader(bucket: Bucket, version: Version): Record<string, string> {
  return bucket.record.versioning === undefined ? {} : { 'x-amz-version-id': bucket.idOf(version) };
}
