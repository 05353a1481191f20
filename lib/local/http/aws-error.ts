/** An error as AWS would answer it: the wire protocols draw it as XML or JSON. */
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
