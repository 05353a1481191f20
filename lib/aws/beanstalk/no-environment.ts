import { errorName } from '../errors';

/** Whether Beanstalk says that it has no such environment. */
export function isNoEnvironment(error: unknown): boolean {
  return (
    /^(InvalidParameterValue|ResourceNotFoundException)$/.test(errorName(error)) &&
    /no environment found/i.test((error as Error).message)
  );
}

/** Also while it is not ready to say. */
export function noneIfMissing(error: unknown): undefined {
  if (errorName(error) === 'InvalidRequestException' || isNoEnvironment(error)) return undefined;
  throw error;
}
