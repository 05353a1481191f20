/** A resource could not be made, changed or removed: its message becomes the event's ResourceStatusReason. */
export class ResourceFailure extends Error {
  constructor(
    message: string,
    /** The service's own error code, such as `BucketNotEmpty`. @default 'GeneralServiceException' */
    readonly code = 'GeneralServiceException',
  ) {
    super(message);
    this.name = 'ResourceFailure';
  }
}
