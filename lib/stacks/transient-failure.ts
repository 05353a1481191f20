import type { Cause } from './first-cause';

/**
 * What CloudFormation reports of a deletion that only came too early: AWS detaches network interfaces, ends connections and frees names
 * minutes after it says that it has.
 */
const passing: readonly RegExp[] = [
  /has a dependent object|DependencyViolation|has dependencies and cannot be deleted/i,
  /network interface|\beni-[0-9a-f]+/i,
  // Not "in use by stack …": whoever uses it has to let go first.
  /\b(is|currently|still) in use\b(?! by)|ResourceInUse\b/i,
  /Throttl|Rate exceeded|TooManyRequests|RequestLimitExceeded/i,
  /\bmust be Ready\b|InvalidDBInstanceState|OperationInProgress|operation is (already )?in progress/i,
  /InternalFailure|InternalError|ServiceUnavailable/i,
];

/** Whether waiting and deleting again may help. */
export function isPassing({ reason }: Cause): boolean {
  return passing.some((pattern) => pattern.test(reason));
}
