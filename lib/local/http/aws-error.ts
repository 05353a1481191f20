/**
 * A refusal in AWS's words. Over the wire its protocol draws it as XML or JSON; in a stack its message becomes the event's
 * ResourceStatusReason. CloudFormation names a failure that has no code of a service `GeneralServiceException`.
 */
export class AwsError extends Error {
  constructor(
    /** AWS's own error code, such as `ValidationError` or `NoSuchBucket`. */
    readonly code: string,
    message: string,
    /** HTTP status. @default 400 */
    readonly status = 400,
    /** Further elements of the error body, such as `BucketName`. @default none */
    readonly extra: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'AwsError';
  }
}
