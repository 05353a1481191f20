import type { Cause } from './first-cause';

/**
 * Codes of CloudFormation's resource handlers after which waiting can help, whatever the words. From "Resource type handler error codes" (CloudFormation
 * CLI user guide, read in November 2026). `NotStabilized` is terminal for the operation that got it, and not for the next one.
 */
const passingHandlerCodes = new Set([
  ...['NotStabilized', 'ResourceConflict', 'ServiceTimeout', 'NetworkFailure', 'Throttling', 'ServiceInternalError'],
  ...['InternalFailure', 'HandlerInternalFailure'],
]);
/** Waiting helps none of these. All others (`InvalidRequest`, `GeneralServiceException` …) are given for anything: there the words decide. */
const lastingHandlerCodes = new Set([
  ...['AccessDenied', 'InvalidCredentials', 'InvalidTypeConfiguration', 'NonCompliant', 'NotUpdatable'],
  ...['ServiceLimitExceeded', 'UnsupportedTarget'],
]);

/** Codes of services, as `Error Code: X` or anywhere in the words of older resource types. */
const passingServiceCodes = [
  /\bDependencyViolation\b|\bOperationAborted\b|\bPriorRequestNotComplete\b|\bResourceInUse(Exception)?\b/,
  /\bInvalidDB(Instance|Snapshot|SubnetGroup)State(Fault)?\b|\bOperationInProgress(Exception)?\b/,
  /\bConcurrentModification(Exception|Fault)?\b|\bConcurrentUpdateException\b|\bTooManyUpdates\b/,
  /\bThrottling(Exception)?\b|\bThrottled(Exception)?\b|\bTooManyRequests(Exception)?\b|\bRequestLimitExceeded\b|\bSlowDown\b/,
  /\bInternal(Server)?(Error|Failure)(Exception)?\b|\bServiceUnavailable(Exception)?\b|\bRequestTimeout(Exception)?\b/,
];

const denied =
  /not authorized|unauthorized|access ?denied|explicit deny|\bforbidden\b|\b(cannot|could not) (be )?assumed?\b/i;
/** Another stack or a person has to let go first. */
const heldByOthers =
  /^Export \S+ cannot be (deleted|updated)|\bin use by (?!eni-)|must detach|must first|DeletionProtection|deletion protection/i;

const passingWords = [
  /has a dependent object|has dependenc(y|ies)\b|still has dependen/i,
  /network interface|\beni-[0-9a-f]+/i,
  /\b(is|are|currently|still) in use\b|\bstill using it\b|\bcurrently (creating|modifying|deleting|being|in progress)/i,
  /rate exceeded|rate limit exceeded|too many requests|throttl/i,
  /\bmust be Ready\b|operation is (already |currently )?in progress|another (operation|update|request) is|try again|retry/i,
  /internal (failure|error|server error)|service (is )?(temporarily )?unavailable|timed? ?out|connection (was )?reset/i,
  /exceeded attempts to wait|did not stabilize|failed to stabilize/i,
];

/**
 * Whether waiting and deleting again may help: AWS detaches network interfaces, ends connections and frees names minutes after it says so. A refusal
 * never passes, whatever else the message names; then the code of the handler counts, then that of the service, then the words.
 */
export function mayPass({ reason }: Pick<Cause, 'reason'>): boolean {
  if (denied.test(reason)) return false;
  const code = /HandlerErrorCode: ?(\w+)/.exec(reason)?.[1] ?? '';
  if (lastingHandlerCodes.has(code) || heldByOthers.test(reason)) return false;
  if (passingHandlerCodes.has(code)) return true;
  return [...passingServiceCodes, ...passingWords].some((pattern) => pattern.test(reason));
}
