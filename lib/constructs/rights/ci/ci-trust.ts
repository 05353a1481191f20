import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PreviewError } from '../../../errors';
import { ciIssuer, type TrustedBranch, trustStatements } from '../../../settings/ci-issuer';
import type { CiSettings } from '../../../settings/settings';
import { globalArnPrefix } from '../arn-prefix';

/** IAM's default quota for a trust policy, in characters without white space (IAM user guide, quotas, November 2026). */
const mostCharacters = 2048;

/**
 * The trust policy of a role for jobs of these branches.
 *
 * @throws PreviewError `ci-trust-too-long`
 */
export function ciTrust(scope: Construct, ci: CiSettings, github: string, trusted: TrustedBranch): object {
  const issuer = ciIssuer(ci, github, Stack.of(scope).region);
  const provider = `${globalArnPrefix(scope, 'iam')}oidc-provider/${issuer.name}`;
  const policy = { Version: '2012-10-17', Statement: trustStatements(issuer, trusted, provider) };
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
