import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PreviewError } from '../../../errors';
import {
  type CiIssuer,
  ciIssuer,
  controlIssuer,
  type TrustedBranch,
  trustStatements,
} from '../../../settings/ci-issuer';
import type { CiSettings } from '../../../settings/ci-settings';
import { globalArnPrefix } from '../arn-prefix';

/** IAM's default quota for a trust policy, in characters without white space (IAM user guide, quotas, November 2026). */
const mostCharacters = 2048;

/**
 * The trust policy of a role for jobs of these branches.
 *
 * @throws PreviewError `ci-trust-too-long`
 */
export function ciTrust(scope: Construct, ci: CiSettings, github: string, trusted: TrustedBranch): object {
  return fitting(scope, ciIssuer(ci, github, Stack.of(scope).region), trusted);
}

export interface ControlTrustProps {
  readonly ci: CiSettings;
  /** `owner/repository`. */
  readonly github: string;
  /** The default branch. */
  readonly branch: string;
  /** ARN of a role that may take it without a token. @default none */
  readonly principal?: string;
}

/**
 * The trust policy of the role for control.
 *
 * @throws PreviewError `ci-trust-too-long`
 */
export function controlTrust(scope: Construct, { ci, github, branch, principal }: ControlTrustProps): object {
  return fitting(scope, controlIssuer(ci, github, Stack.of(scope).region), branch, principal);
}

function fitting(scope: Construct, issuer: CiIssuer, trusted: TrustedBranch, principal?: string): object {
  const provider = `${globalArnPrefix(scope, 'iam')}oidc-provider/${issuer.name}`;
  const policy = { Version: '2012-10-17', Statement: trustStatements(issuer, trusted, provider, principal) };
  const { length } = JSON.stringify(policy);
  if (length <= mostCharacters) return policy;
  throw new PreviewError(
    'ci-trust-too-long',
    `the trust policy for jobs of branch ${trusted} has ${length} characters`,
    {
      fault: 'user',
      hint: `IAM takes ${mostCharacters}: give the branch a shorter name.`,
    },
  );
}
