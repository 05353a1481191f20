import { ciRolesCheck } from '../../../lib/doctor/checks/ci-roles';
import type { TrustStatement } from '../../../lib/ports/roles';
import { DoctorWorld } from '../doctor-world';

const issuer = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const trusting = (branch: string, more: Partial<TrustStatement> = {}): TrustStatement => ({
  effect: 'Allow',
  federated: [provider],
  actions: ['sts:AssumeRoleWithWebIdentity'],
  conditions: {
    StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
    StringLike: { [`${issuer}:sub`]: [`repo:acme/shop:ref:refs/heads/${branch}`] },
  },
  ...more,
});

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
  world.base = { ...world.base, ci: { provider: 'github-actions' } };
  world.roles.providers.set(provider, ['sts.amazonaws.com']);
  world.roles.trusts.set('shop-staging-deploy', [trusting('main')]);
  world.roles.trusts.set('shop-staging-previews', [trusting('*')]);
  world.roles.trusts.set('shop-staging-cleanup', [trusting('main')]);
  world.roles.trusts.set('shop-production-deploy', [trusting('production')]);
});

test('the provider and each role with the jobs that it trusts', async () => {
  expect(await world.said(ciRolesCheck)).toEqual([
    `ok: identity provider ${issuer} for sts.amazonaws.com`,
    'ok: shop-staging-deploy trusts repo:acme/shop:ref:refs/heads/main',
    'ok: shop-staging-previews trusts repo:acme/shop:ref:refs/heads/*',
    'ok: shop-staging-cleanup trusts repo:acme/shop:ref:refs/heads/main',
  ]);
  expect(await world.said(ciRolesCheck, 'production')).toEqual([
    `ok: identity provider ${issuer} for sts.amazonaws.com`,
    'ok: shop-production-deploy trusts repo:acme/shop:ref:refs/heads/production',
  ]);
});

test('T43 CircleCI is known by its organization', async () => {
  world.base = { ...world.base, ci: { provider: 'circleci', organizationId: 'org-1', projectId: 'project-1' } };
  const said = await world.said(ciRolesCheck);
  expect(said[0]).toBe('fault: the account has no identity provider oidc.circleci.com/org/org-1');
  expect(said[1]).toContain('shop-staging-deploy does not trust org/org-1/project/project-1/user/*/vcs-origin/');
});

test('without `ci` there is nothing to look at', async () => {
  world.base = { region: 'eu-central-1' };
  expect((await world.said(ciRolesCheck))[0]).toMatch(/^ok: none are asked for/);
});

test('a role that is not there, and one that trusts another repository, are faults that name the command', async () => {
  world.roles.trusts.delete('shop-staging-deploy');
  const other = { [`${issuer}:sub`]: ['repo:evil/shop:ref:refs/heads/*'] };
  const { StringEquals = {} } = trusting('*').conditions;
  const foreign = trusting('*', { conditions: { StringEquals, StringLike: other } });
  world.roles.trusts.set('shop-staging-previews', [foreign]);
  const findings = await world.look(ciRolesCheck);
  expect(findings[1]).toEqual({
    state: 'fault',
    saw: 'there is no role shop-staging-deploy',
    mend: 'Run `preview-stacks deploy-application --target staging`.',
  });
  expect(findings[2]?.saw).toBe(
    'shop-staging-previews does not trust repo:acme/shop:ref:refs/heads/*: it trusts repo:evil/shop:ref:refs/heads/*',
  );
});

test.each<[string, Partial<TrustStatement>]>([
  ['denies', { effect: 'Deny' }],
  ['is for another action', { actions: ['sts:AssumeRole'] }],
  ['names another provider', { federated: ['arn:aws:iam::111122223333:oidc-provider/example.com'] }],
  ['pins no audience', { conditions: { StringLike: trusting('main').conditions.StringLike ?? {} } }],
])('a statement that %s is no trust', async (_, change) => {
  world.roles.trusts.set('shop-staging-deploy', [trusting('main', change)]);
  expect((await world.look(ciRolesCheck))[1]?.state).toBe('fault');
});

test('a provider for other audiences is a fault that says which to add', async () => {
  world.roles.providers.set(provider, ['https://github.com/acme']);
  expect((await world.look(ciRolesCheck))[0]).toEqual({
    state: 'fault',
    saw: `identity provider ${issuer} takes tokens for https://github.com/acme, not for sts.amazonaws.com`,
    mend: 'Add the audience sts.amazonaws.com to the provider in IAM.',
  });
});
