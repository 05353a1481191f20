import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import type { Version } from '../store/version';

/** What a conditional PUT demands of the current version. Throws AwsError PreconditionFailed, NoSuchKey. */
export function checkWrite(
  { headers }: Pick<ServiceRequest, 'headers'>,
  key: string,
  current: Version | undefined,
): void {
  const object = current?.isMarker ? undefined : current;
  const unlessMatch = headers['if-none-match'];
  if (unlessMatch !== undefined) {
    if (unlessMatch !== '*') {
      const message = 'A header you provided implies functionality that is not implemented';
      throw new AwsError('NotImplemented', message, 501, { Header: 'If-None-Match' });
    }
    if (object) {
      throw failed('If-None-Match');
    }
  }
  const match = headers['if-match'];
  if (match !== undefined) {
    if (!object) {
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
    }
    if (!fits(match, object)) {
      throw failed('If-Match');
    }
  }
}

/**
 * What a conditional GET, or with the prefix `x-amz-copy-source-` a copy, says of a version: `unmodified` is a 304. A date in the future
 * is no condition of a copy (LocalStack, test_s3_copy_object_preconditions, 2026-02-23). Throws AwsError PreconditionFailed.
 */
export function checkRead(
  headers: ServiceRequest['headers'],
  version: Version,
  prefix = '',
  now = 0,
): 'read' | 'unmodified' {
  // HTTP's times have whole seconds.
  const modified = Math.floor(version.modified / 1000) * 1000;
  const match = headers[`${prefix}if-match`];
  const before = headers[`${prefix}if-unmodified-since`];
  if (match !== undefined ? !fits(match, version) : before !== undefined && modified > Date.parse(before)) {
    throw failed(`${prefix}${match !== undefined ? 'If-Match' : 'If-Unmodified-Since'}`);
  }
  const unlessMatch = headers[`${prefix}if-none-match`];
  const since = headers[`${prefix}if-modified-since`];
  if (unlessMatch !== undefined) {
    return fits(unlessMatch, version) ? 'unmodified' : 'read';
  }
  const isFuture = prefix !== '' && Date.parse(since ?? '') > now;
  return since !== undefined && !isFuture && modified <= Date.parse(since) ? 'unmodified' : 'read';
}

export function failed(condition: string): AwsError {
  const message = 'At least one of the pre-conditions you specified did not hold';
  return new AwsError('PreconditionFailed', message, 412, { Condition: condition });
}

function fits(header: string, { etag }: Version): boolean {
  return header.split(',').some((one) => {
    const wanted = one
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
    return wanted === '*' || wanted === etag;
  });
}
