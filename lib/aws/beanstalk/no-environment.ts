import { errorName } from '../errors';

/** Whether Beanstalk says that it has no such environment. */
export function isNoEnvironment(error: unknown): boolean {
  return (
    /^(InvalidParameterValue|ResourceNotFoundException)$/.test(errorName(error)) &&
    /no environment found/i.test((error as Error).message)
  );
}
