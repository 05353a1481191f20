import { App, Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { ciTrust } from '../../../lib/constructs/rights/ci/ci-trust';
import { checkBranch } from '../../../lib/naming/branch';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { type Claims, mayTake, type TrustPolicy } from './trust';

const organization = '01234567-89ab-cdef-0123-456789abcdef';
const project = 'fedcba98-7654-3210-fedc-ba9876543210';
const common = { createProvider: true, imageRepositories: [] };
const actions: CiSettings = { ...common, provider: 'github-actions' };
const withIds: CiSettings = { ...actions, ownerId: 1, repositoryId: 2 };
const circleCi: CiSettings = { ...common, provider: 'circleci', organizationId: organization, projectId: project };

const scopes = ['eu-central-1', 'cn-north-1'].map(
  (region) => [region === 'eu-central-1', new Stack(new App(), 'S', { env: { account: '1', region } })] as const,
);

/** Parts of subjects, and what IAM or a subject reads as more than a letter. */
const part = fc.constantFrom(
  ...['vcs-origin', 'vcs-ref', 'github.com', 'acme', 'shop', 'refs', 'heads', 'tags', 'main', 'user', 'org', 'project'],
  ...[
    'shop@2',
    'acme@1',
    'repo',
    'ref',
    '%3A',
    'environment',
    'pull_request',
    '@',
    '$',
    '{',
    '}',
    '{$}',
    '-',
    '.',
    'é',
  ],
  ...[
    organization,
    project,
    'github.com/acme/shop/vcs-ref/refs/heads',
    'x/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads',
  ],
);
const named = fc
  .array(fc.tuple(fc.oneof(part, fc.string({ maxLength: 4 })), fc.constantFrom('/', '/', '')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.flat().join('').replace(/\/$/, ''));
/** What git takes (git-check-ref-format(1)): checkBranch is held to git itself in test/naming. */
const branch = fc
  .oneof(
    named,
    named.map((name) => `${name}/main`),
    fc.constant('main'),
  )
  .filter((name) => {
    try {
      return checkBranch(name) === name;
    } catch {
      return false;
    }
  });

const tokens: readonly (readonly [string, CiSettings, (branch: string) => Claims])[] = [
  ...[actions, withIds].flatMap((ci) =>
    ['repo:acme/shop', 'repo:acme@1/shop@2'].map(
      (repository) =>
        [
          `${repository} on GitHub, ids ${ci.ownerId ? 'known' : 'unknown'}`,
          ci,
          (name: string): Claims => ({
            iss: 'token.actions.githubusercontent.com',
            aud: 'sts.amazonaws.com',
            sub: `${repository}:ref:refs/heads/${name}`,
            ref: `refs/heads/${name}`,
            repository_id: '2',
          }),
        ] as const,
    ),
  ),
  [
    'CircleCI',
    circleCi,
    (name) => ({
      iss: `oidc.circleci.com/org/${organization}`,
      aud: organization,
      sub: `org/${organization}/project/${project}/user/${organization}/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/${name}`,
      'oidc.circleci.com/project-id': project,
    }),
  ],
];

describe.each(tokens)('of every branch that git takes, for %s', (_, ci, token) => {
  test("only the one that is named takes a stage's role", () => {
    fc.assert(
      fc.property(branch, fc.oneof(fc.constant('main'), branch), (pushed, stage) => {
        for (const [keys, scope] of scopes) {
          const policy = ciTrust(scope, ci, 'acme/shop', stage) as TrustPolicy;
          if (pushed !== stage) expect(mayTake(policy, token(pushed), keys)).toBe(false);
          // A name that repeats CircleCI's subject is denied even where it is meant.
          else if (!/vcs-(origin|ref)/.test(stage)) expect(mayTake(policy, token(stage), keys)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("each takes the previews' role, unless it repeats CircleCI's subject", () => {
    fc.assert(
      fc.property(branch, (pushed) => {
        fc.pre(!/vcs-(origin|ref)/.test(pushed));
        for (const [keys, scope] of scopes) {
          const policy = ciTrust(scope, ci, 'acme/shop', 'any branch') as TrustPolicy;
          expect(mayTake(policy, token(pushed), keys)).toBe(true);
        }
      }),
    );
  });
});
