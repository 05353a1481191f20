/** What an answer of AWS means for us, by the name of its error. The services use different names for the same thing. */
export type ErrorMeaning =
  | 'expired'
  | 'refused'
  | 'denied'
  | 'clock'
  | 'account'
  | 'quota'
  | 'throttled'
  | 'timeout'
  | 'unavailable';

const names: Readonly<Record<ErrorMeaning, readonly string[]>> = {
  expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
  refused: [
    ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId', 'SignatureDoesNotMatch'],
    ...['InvalidSignatureException', 'IncompleteSignature', 'InvalidToken', 'AuthFailure', 'InvalidSecurity'],
    ...['MissingAuthenticationToken', 'MissingAuthenticationTokenException', 'RegionDisabledException'],
    ...['InvalidIdentityToken', 'InvalidIdentityTokenException', 'IDPRejectedClaim', 'IDPRejectedClaimException'],
  ],
  denied: [
    ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden', 'AuthorizationError'],
    ...['InsufficientPrivilegesException', 'NotAuthorized'],
  ],
  // S3's list of error responses has the first; the SDK takes the second for the same.
  clock: ['RequestTimeTooSkewed', 'RequestInTheFuture'],
  // S3's error responses, the common errors of the query services, EC2's error codes (API references, read 2026-11-27).
  account: [
    ...['AccountProblem', 'NotSignedUp', 'AllAccessDisabled', 'OptInRequired', 'SubscriptionRequiredException'],
    ...['Blocked', 'PendingVerification'],
  ],
  // The SDK repeats it as throttling; CloudFormation, IAM and RDS say it of a quota, which no waiting lifts.
  quota: ['LimitExceededException', 'LimitExceeded'],
  // THROTTLING_ERROR_CODES of @smithy/core 3 (submodules/retry), without LimitExceededException.
  throttled: [
    ...['Throttling', 'ThrottlingException', 'ThrottledException', 'RequestLimitExceeded', 'RequestThrottled'],
    ...['RequestThrottledException', 'TooManyRequestsException', 'SlowDown', 'BandwidthLimitExceeded'],
    ...['PriorRequestNotComplete', 'EC2ThrottledException', 'TransactionInProgressException'],
    'ProvisionedThroughputExceededException',
  ],
  timeout: ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'],
  // The models of the JSON services (botocore 1.43.11) and the common errors of the query services.
  unavailable: [
    ...['InternalError', 'InternalFailure', 'InternalServerError', 'InternalServerException', 'InternalException'],
    ...['InternalServerErrorException', 'InternalServiceError', 'InternalServiceException', 'ServiceUnavailable'],
    ...['ServiceUnavailableException', 'Unavailable'],
  ],
};

const meanings = new Map(
  Object.entries(names).flatMap(([meaning, list]) => list.map((name) => [name, meaning as ErrorMeaning] as const)),
);

/** By the name of an error, and by its words where services give one name to several things. */
export function meaningOf(name: string, message = ''): ErrorMeaning | undefined {
  const meaning = meanings.get(name);
  if (meaning === 'quota' && /\b(rate|throttl|too many requests)/i.test(message)) return 'throttled';
  // The query and JSON services say so of a signature with a time more than five minutes off (IAM guide, signature errors).
  if (meaning === 'refused' && /signature (expired|not yet current)/i.test(message)) return 'clock';
  return meaning ?? (/\bnot authorized to perform\b/i.test(message) ? 'denied' : undefined);
}

/** Errors of a connection, as Node names them. */
const connection =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ERR_TLS.*|.*CERT.*)$/;

export function isConnectionError(code: string): boolean {
  return connection.test(code);
}
