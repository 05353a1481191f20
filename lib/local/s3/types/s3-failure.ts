import { AwsError } from '../../http/aws-error';
import { ResourceFailure } from '../../resource/resource-failure';

/** An error of S3 in the words in which a stack's event tells it; anything else is passed on. */
export function s3Failure(error: unknown): unknown {
  return error instanceof AwsError
    ? new ResourceFailure(`${error.message} (Service: S3, Status Code: ${error.status})`, error.code)
    : error;
}
