import { AwsError } from '../../http/aws-error';

/** Both ends belong to it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A `Range` header of one range; others are ignored, as S3 does. Throws AwsError InvalidRange when nothing of it is there. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') {
    return undefined;
  }
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size || (from === '' && Number(to) === 0)) {
    const extra = { RangeRequested: header ?? '', ActualObjectSize: String(size) };
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, extra);
  }
  // `bytes=5-2` is no range at all.
  return end < start ? undefined : { start, end };
}

/**
 * The range of a source that becomes a part. Unlike a GET's, S3 takes one form alone, and nothing that is not there.
 * Recorded: LocalStack, tests/aws/services/s3/test_s3_api.snapshot.json::test_upload_part_copy_range, 2026-02-21.
 */
export function readCopyRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) {
    return undefined;
  }
  const extra = { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header };
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const start = Number(from);
  const end = Number(to);
  if (from === undefined || to === undefined || end < start) {
    const message =
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
    throw new AwsError('InvalidArgument', message, 400, extra);
  }
  if (start >= size) {
    throw new AwsError('InvalidRequest', 'The specified copy range is invalid for the source object size');
  }
  if (end >= size) {
    const message = `Range specified is not valid for source object of size: ${size}`;
    throw new AwsError('InvalidArgument', message, 400, extra);
  }
  return { start, end };
}
