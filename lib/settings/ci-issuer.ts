import { controlWorkflows } from '../naming/workflow-file';
import type { CiSettings } from './ci-settings';

/** Which of a repository's jobs a role trusts: those of one branch, or of any. */
export type TrustedBranch = string | 'any branch';

/** Who issues the tokens of a CI's jobs, and what they say (trap T43: audience and subject are pinned). */
export interface CiIssuer {
  /** Host and path of the issuer, without the scheme: IAM's name for the provider and prefix of its condition keys. */
  readonly name: string;
  readonly audience: string;
  /** Subjects of the trusted jobs, as patterns of IAM's `StringLike`: a job shows one of them. */
  subjects(trusted: TrustedBranch): readonly string[];
  /** What closes a role whatever allows it: patterns, by the claim that fits one. */
  readonly denied: readonly DeniedClaim[];
  /** What else a token of these jobs says, by claims that AWS STS has condition keys for: patterns, beside the subject. */
  claims(trusted: TrustedBranch): Readonly<Record<string, string | readonly string[]>>;
}

interface DeniedClaim {
  /** `sub`: a subject that fits only when a name in it holds what separates names. `job_workflow_ref`: a file whose jobs have a role of their own. */
  readonly claim: 'sub' | 'job_workflow_ref';
  readonly patterns: readonly string[];
}

/**
 * @param github `owner/repository`, letter for letter as GitHub spells it: IAM compares subjects so
 * @param region of the stack: not every partition of AWS has the keys for claims
 */
export function ciIssuer(ci: CiSettings, github: string, region: string): CiIssuer {
  return ci.provider === 'github-actions' ? gitHubActions(ci, github, region) : circleCi(ci, github, region);
}

/**
 * The issuer as the role for control trusts it: GitHub, whichever CI deploys, and only jobs of the files that act for people. `job_workflow_ref` names the
 * file and the ref that it is of, for every job: PyPI asks it of each publisher (pypi/warehouse, oidc/models/github.py, commit 00be88b). Where STS
 * has no key for it any job of the branch is trusted: one that may take staging's own role, which may do all of this.
 */
export function controlIssuer(ci: CiSettings, github: string, region: string): CiIssuer {
  const issuer = gitHubActions(ci, github, region);
  const job_workflow_ref = (trusted: TrustedBranch) =>
    controlWorkflows.map((file) => `${github}/${file}@refs/heads/${pattern(trusted)}`);
  return {
    ...issuer,
    denied: issuer.denied.filter(({ claim }) => claim === 'sub'),
    claims: (trusted) => ({
      ...issuer.claims(trusted),
      ...(hasClaimKeys(region) && { job_workflow_ref: job_workflow_ref(trusted) }),
    }),
  };
}

/**
 * The forms are those of GitHub's reference (github/docs, content/actions/reference/security/oidc.md, commit 051718f): a repository that was
 * made, renamed or transferred after 15 July 2026 shows `repo:OWNER@OWNER-ID/REPO@REPO-ID:…`, an older one `repo:OWNER/REPO:…`.
 */
function gitHubActions(ci: CiSettings, github: string, region: string): CiIssuer {
  const [owner, repository] = github.split('/');
  // An id that is not known: `*` cannot grow past its place, as no name holds `@`, `/` or `:`, and no branch holds `:`.
  const { ownerId = '*', repositoryId = '*' } = ci;
  const ref = (trusted: TrustedBranch) => `refs/heads/${pattern(trusted)}`;
  return {
    name: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    // A job for a pull request, a tag or an `environment` has another subject, so that no fork and no unmerged workflow file fits.
    subjects: (trusted) => [
      `repo:${github}:ref:${ref(trusted)}`,
      `repo:${owner}@${ownerId}/${repository}@${repositoryId}:ref:${ref(trusted)}`,
    ],
    // GitHub writes a `:` of a name as `%3A` (the same page), so that a subject of a branch has three.
    denied: [
      { claim: 'sub', patterns: ['*:*:*:*:*'] },
      // A job that acts for people on a comment of anybody must not become one that deploys.
      ...(hasClaimKeys(region)
        ? [{ claim: 'job_workflow_ref' as const, patterns: controlWorkflows.map((file) => `*/${file}@*`) }]
        : []),
    ],
    claims: (trusted) =>
      hasClaimKeys(region)
        ? { ref: ref(trusted), ...(repositoryId !== '*' && { repository_id: String(repositoryId) }) }
        : {},
  };
}

/** The form of CIRCLE_OIDC_TOKEN_V2; the first version does not tell the branch. */
function circleCi({ organizationId = '', projectId = '' }: CiSettings, github: string, region: string): CiIssuer {
  // Who pushed does not matter. Ids of users are UUIDs (CircleCI's page on OpenID Connect tokens, August 2026); a `*` in their place would
  // reach over slashes, and a branch may be called `x/vcs-origin/…/vcs-ref/refs/heads/main`.
  const job = `org/${organizationId}/project/${projectId}/user/????????-????-????-????-????????????`;
  return {
    name: `oidc.circleci.com/org/${organizationId}`,
    audience: organizationId,
    subjects: (trusted) => [`${job}/vcs-origin/github.com/${github}/vcs-ref/refs/heads/${pattern(trusted)}`],
    denied: [{ claim: 'sub', patterns: ['*/vcs-origin/*/vcs-origin/*', '*/vcs-ref/*/vcs-ref/*'] }],
    // STS has no key for CircleCI's branch.
    claims: (): Readonly<Record<string, string>> =>
      hasClaimKeys(region) ? { 'oidc.circleci.com/project-id': projectId } : {},
  };
}

/**
 * Whether AWS STS knows claims of GitHub and CircleCI as condition keys there: a key that it does not know would refuse every job. Documented
 * for AWS's commercial regions (announcement "AWS STS now supports validation of select identity provider specific claims", January 2026; keys by
 * the service authorization reference of AWS STS, September 2026); for other partitions (China, GovCloud, European Sovereign Cloud) nothing was found.
 */
function hasClaimKeys(region: string): boolean {
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/.test(region);
}

/** IAM would read `${…}` as a variable; git allows both characters in a branch. */
function pattern(trusted: TrustedBranch): string {
  return trusted === 'any branch' ? '*' : trusted.replaceAll('$', () => ['$', '{$}'].join(''));
}

/** Conditions of a trust policy: operator, key, values that fit. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a trust policy, as IAM spells it. */
export interface TrustPolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly Federated: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Condition?: Conditions;
}

/**
 * What a token must say for a role to be taken, and what closes the role whatever allows it.
 *
 * @param provider ARN of the identity provider
 * @param principal ARN of a role that may take it without a token
 */
export function trustStatements(
  { name, audience, subjects, denied, claims }: CiIssuer,
  trusted: TrustedBranch,
  provider: string,
  principal?: string,
): readonly [allow: TrustPolicyStatement, ...others: TrustPolicyStatement[]] {
  const keyed = Object.entries(claims(trusted)).map(([claim, fitting]) => [`${name}:${claim}`, fitting] as const);
  const Action = 'sts:AssumeRoleWithWebIdentity';
  return [
    {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action,
      Condition: {
        StringEquals: { [`${name}:aud`]: audience },
        StringLike: { [`${name}:sub`]: subjects(trusted), ...Object.fromEntries(keyed) },
      },
    },
    ...denied.map(
      ({ claim, patterns }): TrustPolicyStatement => ({
        ...{ Effect: 'Deny', Principal: '*', Action },
        Condition: { StringLike: { [`${name}:${claim}`]: patterns } },
      }),
    ),
    // IAM keeps the id of the role that has this ARN now: another one of the same name later is not trusted.
    ...(principal === undefined
      ? []
      : [{ Effect: 'Allow' as const, Principal: { AWS: principal }, Action: 'sts:AssumeRole' }]),
  ];
}
