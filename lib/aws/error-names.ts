/** What an answer of AWS means for us, by the name of its error. The services use different names for the same thing. */
export type ErrorMeaning = 'expired' | 'refused' | 'denied' | 'throttled' | 'timeout' | 'unavailable';

const names: Readonly<Record<ErrorMeaning, readonly string[]>> = {
  expired: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
  refused: [
    ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId', 'SignatureDoesNotMatch'],
    ...[
      'InvalidSignatureException',
      'IncompleteSignature',
      'InvalidToken',
      'AuthFailure',
      'MissingAuthenticationToken',
    ],
    'OptInRequired',
  ],
  denied: [
    ...[
      'AccessDenied',
      'AccessDeniedException',
      'UnauthorizedOperation',
      'Forbidden',
      'InsufficientPrivilegesException',
    ],
    ...['AllAccessDisabled', 'NotAuthorized'],
  ],
  throttled: [
    ...['Throttling', 'ThrottlingException', 'ThrottledException', 'RequestLimitExceeded', 'RequestThrottled'],
    ...['TooManyRequestsException', 'SlowDown', 'BandwidthLimitExceeded', 'PriorRequestNotComplete'],
    'RequestThrottledException',
  ],
  timeout: ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'],
  unavailable: [
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ],
};

const meanings = new Map(
  Object.entries(names).flatMap(([meaning, list]) => list.map((name) => [name, meaning as ErrorMeaning] as const)),
);

export function meaningOf(name: string): ErrorMeaning | undefined {
  return meanings.get(name);
}

/** Errors of a connection, as Node names them. */
const connection =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ERR_TLS.*|.*CERT.*)$/;

export function isConnectionError(code: string): boolean {
  return connection.test(code);
}
