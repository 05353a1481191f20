import type { Construct } from 'constructs';
import type { CiSettings } from '../settings/settings';
import { globalArnPrefix } from './arn-prefix';

/** Which of a repository's jobs a role trusts: those of one branch, or of any. */
export type TrustedBranch = string | 'any branch';

interface Issuer {
  /** Host and path of the issuer, without the scheme: IAM's name for the provider and prefix of its condition keys. */
  readonly name: string;
  readonly audience: string;
  subject(branch: string): string;
}

/** Who issues the tokens of the CI's jobs, and what they say (trap T43: audience and subject are pinned). */
export function issuerOf(ci: CiSettings, github: string): Issuer {
  if (ci.provider === 'github-actions') {
    return {
      name: 'token.actions.githubusercontent.com',
      audience: 'sts.amazonaws.com',
      // A job for a pull request has another subject, so that no fork and no unmerged workflow file fits.
      subject: (branch) => `repo:${github}:ref:refs/heads/${branch}`,
    };
  }
  const { organizationId = '', projectId = '' } = ci;
  return {
    name: `oidc.circleci.com/org/${organizationId}`,
    audience: organizationId,
    // The form of CIRCLE_OIDC_TOKEN_V2; the first version does not tell the branch. Who pushed does not matter.
    subject: (branch) =>
      `org/${organizationId}/project/${projectId}/user/*/vcs-origin/github.com/${github}/vcs-ref/refs/heads/${branch}`,
  };
}

/** The trust policy of a role for jobs of these branches. */
export function ciTrust(scope: Construct, ci: CiSettings, github: string, trusted: TrustedBranch): object {
  const { name, audience, subject } = issuerOf(ci, github);
  // IAM would read `${…}` as a variable; git allows both characters in a branch.
  const branch = trusted === 'any branch' ? '*' : trusted.replaceAll('$', () => ['$', '{$}'].join(''));
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `${globalArnPrefix(scope, 'iam')}oidc-provider/${name}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${name}:aud`]: audience },
          StringLike: { [`${name}:sub`]: subject(branch) },
        },
      },
    ],
  };
}

/** Longest session of a CI role in seconds: a first deploy waits for a database. */
export const ciSessionSeconds = 2 * 60 * 60;
