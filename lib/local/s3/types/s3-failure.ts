import { AwsError } from '../../http/aws-error';

/** An error of S3 with the words that CloudFormation adds in an event; any other error as it is. */
export function s3Failure(error: unknown): unknown {
  return error instanceof AwsError
    ? new AwsError(error.code, `${error.message} (Service: S3, Status Code: ${error.status})`)
    : error;
}
