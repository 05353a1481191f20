import { PreviewError } from '../errors';
import { visible } from '../text/visible';
import { accessDenied } from './access-denied';
import { isConnectionError, meaningOf } from './error-names';

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
  const status = sdk.$metadata?.httpStatusCode;
  switch (meaningOf(sdk.name, sdk.message) ?? meaningOf(code) ?? (isWordlessRefusal(sdk) ? 'denied' : undefined)) {
    case 'expired':
      return make(
        'credentials-expired',
        'world',
        `AWS says that the credentials have expired (${action})`,
        // EC2 says it of a wrong clock too.
        `Sign in again and repeat.${sdk.name === 'RequestExpired' ? ' If that does not help, set the clock of this machine.' : ''}`,
      );
    case 'refused':
      return make(
        'credentials-refused',
        'user',
        `AWS does not accept the credentials: ${sdk.name} (${action})`,
        refusedHint(sdk.name),
      );
    case 'clock':
      return make(
        'clock-wrong',
        'world',
        `AWS takes ${action} for too old or too new: the clock of this machine is wrong`,
        'Set the clock (a time service does) and repeat.',
      );
    case 'account':
      return make(
        'account-unusable',
        'world',
        `AWS does not serve ${action} to this account: ${words(sdk)}`,
        'Sign in to the AWS console: finish the registration of the account, or ask AWS Support.',
      );
    case 'quota':
      return make(
        'quota-exceeded',
        'world',
        `AWS refuses ${action} at a quota of the account: ${words(sdk)}`,
        'Remove what is no longer needed, or raise the quota in Service Quotas, and repeat.',
      );
    case 'denied':
      return accessDenied(action, sdk.message, cause);
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
      /\b(127\.0\.0\.1|localhost)\b/.test(whereTo(sdk))
        ? 'Start the embedded endpoint with `preview-stacks local`, or unset AWS_ENDPOINT_URL.'
        : 'Check the network, the region, and AWS_ENDPOINT_URL if it is set.',
    );
  }
  if (status === undefined) return error;
  // S3 answers 501 to a header that it does not know: that stays so.
  if (isOfAws(sdk) && status >= 500 && status !== 501) {
    return make('aws-unavailable', 'world', `AWS could not answer ${action}: ${words(sdk)}`, 'Repeat later.');
  }
  if (isOfAws(sdk))
    return make(
      'aws-refused',
      'world',
      `AWS refuses ${action}: ${words(sdk)}`,
      isRoleRefused(sdk.message) ? roleHint : undefined,
    );
  return make(
    'aws-unavailable',
    'world',
    `${action} was answered with HTTP ${status} and no words of AWS (${attempts(sdk)})`,
    'Repeat later; if it stays so, check proxies, and AWS_ENDPOINT_URL if it is set.',
  );
}

function refusedHint(name: string): string {
  if (/Signature/.test(name))
    return 'Check AWS_SECRET_ACCESS_KEY, or the secret key of AWS_PROFILE; a proxy that changes requests does the same.';
  return /^(InvalidIdentityToken|IDP)/.test(name)
    ? "Check the CI job's OIDC token: its audience, and the identity provider that IAM has for it."
    : 'Check AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that the account has enabled the region.';
}

/** The SDK names an error of AWS by its code; it says Unknown of what has none, and cannot read the page of a proxy. */
function isOfAws({ name, $metadata }: SdkError): boolean {
  if (name === 'Unknown' || name === 'UnknownError')
    return ($metadata?.httpStatusCode ?? 0) < 500 && isSigned($metadata);
  return name !== 'SyntaxError' && name !== 'Error';
}

/** A HEAD has no body that could hold a code: S3's refusal is the status alone, and the number by which AWS knows the request. */
function isWordlessRefusal(sdk: SdkError): boolean {
  return sdk.$metadata?.httpStatusCode === 403 && /^(Unknown(Error)?|403)$/.test(sdk.name) && isSigned(sdk.$metadata);
}

function isSigned(metadata: SdkError['$metadata']): boolean {
  return metadata?.requestId !== undefined;
}

function words({ name, message, $metadata }: SdkError): string {
  if (/^Unknown/.test(name)) return `HTTP ${$metadata?.httpStatusCode}`;
  return visible(`${name}: ${message}`, 600);
}

/** CloudFormation's words of a service role that is not there or trusts another service. */
export function isRoleRefused(message: string): boolean {
  return /^Role \S+ is invalid or cannot be assumed/.test(message);
}

export const roleHint = 'Run `preview-stacks deploy-application` again for the stage, which makes this role.';

/** By its parts, not by its class: errors of Node itself can come from another realm. */
function isErrorLike(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error;
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
