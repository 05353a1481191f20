import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import type { Upload } from '../store/uploads';
import type { Version } from '../store/version';

/** What a conditional PUT demands of the current version. Throws AwsError PreconditionFailed, NoSuchKey. */
export function checkWrite(
  { headers }: Pick<ServiceRequest, 'headers'>,
  key: string,
  current: Version | undefined,
): void {
  const object = current?.isMarker ? undefined : current;
  const unlessMatch = headers['if-none-match'];
  const match = headers['if-match'];
  if (unlessMatch !== undefined && match !== undefined) {
    throw notImplemented('If-Match,If-None-Match', 'Multiple conditional request headers present in the request');
  }
  if (unlessMatch !== undefined) {
    if (unlessMatch !== '*') {
      const why = "We don't accept the provided value of If-None-Match header for this API";
      throw notImplemented('If-None-Match', why);
    }
    if (object) {
      throw failed('If-None-Match');
    }
  }
  if (match !== undefined) {
    if (!object) {
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
    }
    if (!fits(match, object)) {
      throw failed('If-Match');
    }
  }
}

// LocalStack, test_put_object_if_none_match_validation and test_put_object_if_match_and_if_none_match_validation, 2026-02-21.
function notImplemented(Header: string, additionalMessage: string): AwsError {
  const message = 'A header you provided implies functionality that is not implemented';
  return new AwsError('NotImplemented', message, 501, { Header, additionalMessage });
}

/**
 * A condition of a completion holds, but the key was written or deleted since the upload began: S3 asks for a new upload (LocalStack,
 * test_multipart_if_none_match_with_delete and test_multipart_if_match_with_put, 2026-02-21).
 */
export function checkUndisturbed({ headers }: Pick<ServiceRequest, 'headers'>, upload: Upload): void {
  const Condition = headers['if-none-match'] ? 'If-None-Match' : headers['if-match'] ? 'If-Match' : undefined;
  if (upload.isDisturbed && Condition !== undefined) {
    const message = 'The conditional request cannot succeed due to a conflicting operation against this resource.';
    throw new AwsError('ConditionalRequestConflict', message, 409, { Condition, Key: upload.key });
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
