import { PreviewError } from '../../errors';

/** The name of the S3 error under a PreviewError that `send` made. */
export function s3ErrorName(error: unknown): string {
  const cause = error instanceof PreviewError ? error.cause : error;
  const name = (cause as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name : '';
}

export function isNoSuchBucket(error: unknown): boolean {
  return s3ErrorName(error) === 'NoSuchBucket';
}

/** HEAD has no body to name an error in: it is `NotFound`, the key or the bucket. */
export function isNotFound(error: unknown): boolean {
  return /^(NotFound|NoSuchKey)$/.test(s3ErrorName(error));
}

/** The condition of a put did not hold, or another put was under way. */
export function isConditionFailed(error: unknown): boolean {
  return /^(PreconditionFailed|ConditionalRequestConflict|412|409)$/.test(s3ErrorName(error));
}
