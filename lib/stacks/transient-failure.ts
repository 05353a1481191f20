import type { Cause } from './first-cause';

/**
 * What CloudFormation reports when a deletion came too early: AWS detaches network interfaces, ends connections and frees names minutes
 * after it says so.
 */
const transient: readonly RegExp[] = [
  /has a dependent object|DependencyViolation|has dependencies and cannot be deleted/i,
  /network interface|\beni-[0-9a-f]+/i,
  // Not "in use by stack …": that stack has to let go first, and waiting does not help.
  /\b(is|currently|still) in use\b(?! by)|ResourceInUse\b/i,
  /Throttl|Rate exceeded|TooManyRequests|RequestLimitExceeded/i,
  /\bmust be Ready\b|InvalidDBInstanceState|OperationInProgress|operation is (already )?in progress/i,
  /InternalFailure|InternalError|ServiceUnavailable/i,
];

/** Whether waiting and deleting again may help. */
export function isTransient({ reason }: Cause): boolean {
  return transient.some((pattern) => pattern.test(reason));
}
