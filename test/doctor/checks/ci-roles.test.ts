import { ciRolesCheck } from '../../../lib/doctor/checks/ci-roles';
import type { TrustStatement } from '../../../lib/ports/roles';
import { DoctorWorld } from '../doctor-world';

const issuer = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const subjects = (branch: string, repository = 'acme@*/shop@*') => [
  `repo:acme/shop:ref:refs/heads/${branch}`,
  `repo:${repository}:ref:refs/heads/${branch}`,
];
const assume = ['sts:AssumeRoleWithWebIdentity'];
const allow = (branch: string, more: Partial<TrustStatement> = {}, repository?: string): TrustStatement => ({
  effect: 'Allow',
  principals: { Federated: [provider] },
  actions: assume,
  others: {},
  conditions: {
    StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
    StringLike: { [`${issuer}:sub`]: subjects(branch, repository), [`${issuer}:ref`]: [`refs/heads/${branch}`] },
  },
  ...more,
});
const deny: TrustStatement = {
  effect: 'Deny',
  principals: { '*': ['*'] },
  actions: assume,
  conditions: { StringLike: { [`${issuer}:sub`]: ['*:*:*:*:*'] } },
  others: {},
};
const files = ['commands', 'sleep'].map((name) => `.github/workflows/preview-${name}.yml`);
const denyControl: TrustStatement = {
  ...deny,
  conditions: { StringLike: { [`${issuer}:job_workflow_ref`]: files.map((file) => `*/${file}@*`) } },
};
/** As this version's application stack makes it while it knows no numbers. */
const trusting = (...given: Parameters<typeof allow>) => [allow(...given), deny, denyControl];
/** What a role trusts, with some of it changed. */
const like = (
  change: Readonly<Record<string, readonly string[]>>,
  repository?: string,
): Pick<TrustStatement, 'conditions'> => {
  const { StringEquals = {}, StringLike = {} } = allow('main', {}, repository).conditions;
  return { conditions: { StringEquals, StringLike: { ...StringLike, ...change } } };
};
const without = (left: string): TrustStatement['conditions'] => {
  const { StringEquals = {}, StringLike = {} } = allow('main').conditions;
  return { StringEquals, StringLike: Object.fromEntries(Object.entries(StringLike).filter(([key]) => key !== left)) };
};

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
  world.base = { ...world.base, ci: { provider: 'github-actions' } };
  world.roles.providers.set(provider, ['sts.amazonaws.com']);
  world.roles.trusts.set('shop-staging-deploy', trusting('main'));
  world.roles.trusts.set('shop-staging-previews', trusting('*'));
  world.roles.trusts.set('shop-staging-cleanup', trusting('main'));
  world.roles.trusts.set('shop-production-deploy', trusting('production'));
});

test('the provider and each role with the jobs that it trusts', async () => {
  expect(await world.said(ciRolesCheck)).toEqual([
    `ok: identity provider ${issuer} for sts.amazonaws.com`,
    'ok: shop-staging-deploy trusts repo:acme/shop:ref:refs/heads/main and repo:acme@*/shop@*:ref:refs/heads/main',
    'ok: shop-staging-previews trusts repo:acme/shop:ref:refs/heads/* and repo:acme@*/shop@*:ref:refs/heads/*',
    'ok: shop-staging-cleanup trusts repo:acme/shop:ref:refs/heads/main and repo:acme@*/shop@*:ref:refs/heads/main',
  ]);
  expect(await world.said(ciRolesCheck, 'production')).toEqual([
    `ok: identity provider ${issuer} for sts.amazonaws.com`,
    expect.stringMatching(/^ok: shop-production-deploy trusts repo:acme\/shop:ref:refs\/heads\/production and /),
  ]);
});

test('T43 CircleCI is known by its organization', async () => {
  world.base = { ...world.base, ci: { provider: 'circleci', organizationId: 'org-1', projectId: 'project-1' } };
  world.roles.trusts.set('shop-staging-deploy', [
    {
      ...allow('main'),
      principals: { Federated: ['arn:aws:iam::111122223333:oidc-provider/oidc.circleci.com/org/org-1'] },
      conditions: {
        StringEquals: { 'oidc.circleci.com/org/org-1:aud': ['org-1'] },
        StringLike: {
          'oidc.circleci.com/org/org-1:sub': [
            'org/org-1/project/project-1/user/*/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/main',
          ],
        },
      },
    },
  ]);
  const said = await world.said(ciRolesCheck);
  expect(said[0]).toBe('fault: the account has no identity provider oidc.circleci.com/org/org-1');
  // As releases before made it: a branch could be called so that it took the role.
  expect(said[1]).toMatch(/^fault: shop-staging-deploy does not trust .*\/user\/\?{8}-.*: it trusts .*\/user\/\*\//);
});

test('without `ci` there is nothing to look at', async () => {
  world.base = { region: 'eu-central-1' };
  expect((await world.said(ciRolesCheck))[0]).toMatch(/^ok: none are asked for/);
});

test('a role that is not there, and one that trusts another repository, are faults that name the command', async () => {
  world.roles.trusts.delete('shop-staging-deploy');
  const foreign = allow('*', like({ [`${issuer}:sub`]: ['repo:evil/shop:ref:refs/heads/*'] }));
  world.roles.trusts.set('shop-staging-previews', [foreign, deny, denyControl]);
  const findings = await world.look(ciRolesCheck);
  expect(findings[1]).toEqual({
    state: 'fault',
    saw: 'there is no role shop-staging-deploy',
    mend: 'Run `preview-stacks deploy-application --target staging`.',
  });
  expect(findings[2]?.saw).toBe(
    'shop-staging-previews does not trust repo:acme/shop:ref:refs/heads/* and repo:acme@*/shop@*:ref:refs/heads/*: it trusts repo:evil/shop:ref:refs/heads/*',
  );
});

test.each<[string, Partial<TrustStatement>]>([
  ['denies', { effect: 'Deny' }],
  ['is for another action', { actions: ['sts:AssumeRole'] }],
  ['names another provider', { principals: { Federated: ['arn:aws:iam::111122223333:oidc-provider/example.com'] } }],
  ['pins no audience', { conditions: { StringLike: allow('main').conditions.StringLike ?? {} } }],
])('a statement that %s is no trust', async (_, change) => {
  world.roles.trusts.set('shop-staging-deploy', trusting('main', change));
  expect((await world.look(ciRolesCheck))[1]?.state).toBe('fault');
});

test.each<[string, readonly TrustStatement[], RegExp]>([
  [
    'trusts names alone is a fault: a job of a new repository would get no role',
    trusting('main', like({ [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/main'] })),
    /^fault: shop-staging-deploy does not trust repo:acme@\*\/shop@\*:ref:refs\/heads\/main: it trusts repo:acme\/shop/,
  ],
  ['denies no forged subject is a fault', [allow('main')], /^fault: shop-staging-deploy does not deny subjects/],
  [
    'trusts others, too, is reported',
    trusting('main', like({ [`${issuer}:sub`]: [...subjects('main'), 'repo:acme/shop:ref:refs/heads/x'] })),
    /^fault: shop-staging-deploy trusts other jobs, too: repo:acme\/shop:ref:refs\/heads\/x$/,
  ],
  [
    'does not look at the ref is reported',
    trusting('main', { conditions: without(`${issuer}:ref`) }),
    /^warning: shop-staging-deploy trusts more than it needs: .*:ref closely$/,
  ],
  [
    'knows the numbers, which we do not, is right',
    trusting('main', like({ [`${issuer}:repository_id`]: ['456789'] }, 'acme@123456/shop@456789')),
    /^ok: shop-staging-deploy trusts /,
  ],
])('a role that %s', async (_, statements, said) => {
  world.roles.trusts.set('shop-staging-deploy', statements);
  expect((await world.said(ciRolesCheck))[1]).toMatch(said);
});

test('a provider for other audiences is a fault that says which to add', async () => {
  world.roles.providers.set(provider, ['https://github.com/acme']);
  expect((await world.look(ciRolesCheck))[0]).toEqual({
    state: 'fault',
    saw: `identity provider ${issuer} takes tokens for https://github.com/acme, not for sts.amazonaws.com`,
    mend: 'Add the audience sts.amazonaws.com to the provider in IAM.',
  });
});
