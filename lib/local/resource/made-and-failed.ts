import { AwsError } from '../http/aws-error';

/** A creation that failed when there was a physical resource already: the stack has to delete it. */
export class MadeAndFailed extends AwsError {
  constructor(
    readonly physicalId: string,
    { code, message }: AwsError,
  ) {
    super(code, message);
  }
}
