import { AwsError } from '../http/aws-error';

/** How CloudFormation refuses nearly everything it refuses. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
