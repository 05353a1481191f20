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
