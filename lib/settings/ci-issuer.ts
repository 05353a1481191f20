import type { CiSettings } from './settings';

/** Which of a repository's jobs a role trusts: those of one branch, or of any. */
export type TrustedBranch = string | 'any branch';

/** Who issues the tokens of a CI's jobs, and what they say (trap T43: audience and subject are pinned). */
export interface CiIssuer {
  /** Host and path of the issuer, without the scheme: IAM's name for the provider and prefix of its condition keys. */
  readonly name: string;
  readonly audience: string;
  /** The subject of the trusted jobs, as a pattern of IAM's `StringLike`. */
  subject(trusted: TrustedBranch): string;
}

export function ciIssuer(ci: CiSettings, github: string): CiIssuer {
  if (ci.provider === 'github-actions') {
    return {
      name: 'token.actions.githubusercontent.com',
      audience: 'sts.amazonaws.com',
      // A job for a pull request has another subject, so that no fork and no unmerged workflow file fits.
      subject: (trusted) => `repo:${github}:ref:refs/heads/${pattern(trusted)}`,
    };
  }
  const { organizationId = '', projectId = '' } = ci;
  return {
    name: `oidc.circleci.com/org/${organizationId}`,
    audience: organizationId,
    // The form of CIRCLE_OIDC_TOKEN_V2; the first version does not tell the branch. Who pushed does not matter.
    subject: (trusted) =>
      `org/${organizationId}/project/${projectId}/user/*/vcs-origin/github.com/${github}/vcs-ref/refs/heads/${pattern(trusted)}`,
  };
}

/** IAM would read `${…}` as a variable; git allows both characters in a branch. */
function pattern(trusted: TrustedBranch): string {
  return trusted === 'any branch' ? '*' : trusted.replaceAll('$', () => ['$', '{$}'].join(''));
}
