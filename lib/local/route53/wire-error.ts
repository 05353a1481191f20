import { AwsError } from '../http/aws-error';
import { ResourceFailure } from '../resource/resource-failure';

/** A refusal of the store, as Route 53's API words it. */
export function asWireError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ResourceFailure) {
      throw new AwsError(error.code, error.message, error.code === 'NoSuchHostedZone' ? 404 : 400);
    }
    throw error;
  }
}
