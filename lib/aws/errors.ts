import { PreviewError } from '../errors';

/** The parts of an SDK error that are used; the rest can hold keys, signatures or whole answers. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly hostname?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
}

/** The error's name as AWS gives it, such as `ValidationError`; empty for what is no error. */
export function errorName(error: unknown): string {
  return isErrorLike(error) ? error.name : '';
}

/**
 * What the product says about an error that the SDK threw.
 *
 * @param action what was asked, as IAM names it: `cloudformation:DescribeStacks`
 */
export function toPreviewError(error: unknown, action: string): unknown {
  // A PreviewError is said already; an abort is the caller's own wish and keeps its reason.
  if (!isErrorLike(error) || error instanceof PreviewError || error.name === 'AbortError') return error;
  const sdk: SdkError = error;
  // The SDK wraps what it does not take for an Error; then the code is in the message only.
  const code = typeof sdk.code === 'string' ? sdk.code : (/\b(E[A-Z_]{4,})\b/.exec(sdk.message)?.[1] ?? '');
  const cause = { name: sdk.name, requestId: sdk.$metadata?.requestId, status: sdk.$metadata?.httpStatusCode };
  const make = (ourCode: string, fault: 'user' | 'world', message: string, hint?: string) =>
    new PreviewError(ourCode, message, { fault, cause, ...(hint !== undefined && { hint }) });

  if (/region is missing/i.test(sdk.message)) {
    return make(
      'region-missing',
      'user',
      'no AWS region is known',
      'Set `region` in the settings file, or AWS_REGION.',
    );
  }
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(sdk.name)) return noCredentials(sdk, make);
  switch (meaningOf(sdk.name) ?? meaningOf(code) ?? (sdk.$metadata?.httpStatusCode === 403 ? 'denied' : undefined)) {
    case 'expired':
      return make(
        'credentials-expired',
        'world',
        `AWS says that the credentials have expired (${action})`,
        'Sign in again and repeat.',
      );
    case 'refused':
      return make(
        'credentials-refused',
        'user',
        `AWS does not accept the credentials: ${sdk.name} (${action})`,
        'Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      );
    case 'denied':
      return make(
        'access-denied',
        'world',
        `AWS refuses ${action} to these credentials`,
        `Allow ${action} in the role's policy; if deploy-application made the role, run that again with this release.`,
      );
    case 'throttled':
      return make(
        'throttled',
        'world',
        `AWS goes on refusing ${action} because of too many requests (${attempts(sdk)})`,
        'Wait some minutes and repeat.',
      );
    case 'timeout':
      return make(
        'aws-timeout',
        'world',
        `AWS did not answer ${action} in time (${attempts(sdk)})`,
        'Check the network and repeat.',
      );
    case 'unavailable':
      return make(
        'aws-unavailable',
        'world',
        `AWS could not answer ${action}: ${sdk.name} (${attempts(sdk)})`,
        'Repeat later.',
      );
    default:
  }
  if (isConnectionError(code)) {
    return make(
      'endpoint-unreachable',
      'world',
      `${whereTo(sdk)} cannot be reached: ${code} (${action})`,
      'Check the network, the region, and AWS_ENDPOINT_URL if it is set.',
    );
  }
  const status = sdk.$metadata?.httpStatusCode;
  if (status === undefined) return error;
  if (status >= 500 || sdk.name === 'SyntaxError') {
    return make(
      'aws-unavailable',
      'world',
      `the answer to ${action} is not one of AWS (HTTP ${status})`,
      'Check proxies, and AWS_ENDPOINT_URL if it is set; repeat later.',
    );
  }
  return make('aws-refused', 'world', `AWS refuses ${action}: ${sdk.name}: ${sdk.message}`);
}

/** By its parts, not by its class: errors of Node itself can come from another realm. */
function isErrorLike(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
}

type Make = (code: string, fault: 'user' | 'world', message: string, hint?: string) => PreviewError;

/** Nothing found anywhere, or something found that is of no use, such as a session that ended. */
function noCredentials(sdk: SdkError, make: Make): PreviewError {
  if (/could not load credentials/i.test(sdk.message)) {
    return make(
      'credentials-missing',
      'user',
      'no AWS credentials were found',
      'Set AWS_PROFILE, or sign in with `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  }
  return make(
    'credentials-refused',
    'user',
    `the AWS credentials cannot be used: ${sdk.message}`,
    'Sign in again, or choose another AWS_PROFILE.',
  );
}

function attempts({ $metadata }: SdkError): string {
  const count = $metadata?.attempts ?? 1;
  return count === 1 ? 'one attempt' : `${count} attempts`;
}

function whereTo({ hostname, address, port, message }: SdkError): string {
  const host = [hostname, address].find((part) => typeof part === 'string');
  if (typeof host === 'string') return typeof port === 'number' ? `${host}:${port}` : host;
  return /\bE[A-Z_]{4,} ([\w.:[\]-]+)/.exec(message)?.[1] ?? 'AWS';
}

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

function meaningOf(name: string): ErrorMeaning | undefined {
  return meanings.get(name);
}

/** Errors of a connection, as Node names them. */
const connection =
  /^(ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ERR_TLS.*|.*CERT.*)$/;

function isConnectionError(code: string): boolean {
  return connection.test(code);
}
