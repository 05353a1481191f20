import { execFileSync } from 'node:child_process';
import { App, Stack } from 'aws-cdk-lib';
import { ciTrust } from '../../../lib/constructs/rights/ci/ci-trust';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { type Claims, mayTake, type TrustPolicy } from './trust';

const common = { createProvider: true, imageRepositories: [] };
const actions: CiSettings = { ...common, provider: 'github-actions' };
const withIds: CiSettings = { ...actions, ownerId: 123456, repositoryId: 456789 };
const organization = '01234567-89ab-cdef-0123-456789abcdef';
const project = 'fedcba98-7654-3210-fedc-ba9876543210';
const circleCi: CiSettings = { ...common, provider: 'circleci', organizationId: organization, projectId: project };

const trustOf = (ci: CiSettings, branch: string, region = 'eu-central-1', github = 'acme/shop') =>
  ciTrust(new Stack(new App(), 'S', { env: { account: '111122223333', region } }), ci, github, branch) as TrustPolicy;
/** Each with the keys that STS has there. */
const regions = [
  ['eu-central-1', true],
  ['cn-north-1', false],
  ['us-gov-west-1', false],
  ['eusc-de-east-1', false],
] as const;

/** A token of GitHub Actions for a push to main, as GitHub's page has it since July 2026. */
const job = (claims: Partial<Claims> = {}): Claims => ({
  iss: 'token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme@123456/shop@456789:ref:refs/heads/main',
  ref: 'refs/heads/main',
  repository: 'acme/shop',
  repository_id: '456789',
  repository_owner_id: '123456',
  ...claims,
});
/** The subject says the branch; so does `ref`. */
const onRef = (sub: string, ref = sub.replace(/^.*:ref:/, '')) => job({ sub, ref });
const build = (branch: string, rest: Partial<Claims> & { user?: string; origin?: string } = {}): Claims => {
  const { user = '11111111-2222-3333-4444-555555555555', origin = 'github.com/acme/shop', ...claims } = rest;
  return {
    iss: `oidc.circleci.com/org/${organization}`,
    aud: organization,
    sub: `org/${organization}/project/${project}/user/${user}/vcs-origin/${origin}/vcs-ref/refs/heads/${branch}`,
    'oidc.circleci.com/project-id': project,
    ...claims,
  };
};

describe('a role for a branch on GitHub', () => {
  test.each(regions)('in %s is taken by its jobs, whether GitHub writes ids or not', (region, keys) => {
    for (const ci of [actions, withIds]) {
      for (const branch of ['main', 'release/1.x', 'été', ['a$', '{b}'].join('')]) {
        const policy = trustOf(ci, branch, region);
        expect(mayTake(policy, onRef(`repo:acme/shop:ref:refs/heads/${branch}`), keys)).toBe(true);
        expect(mayTake(policy, onRef(`repo:acme@123456/shop@456789:ref:refs/heads/${branch}`), keys)).toBe(true);
      }
      const any = trustOf(ci, 'any branch', region);
      for (const branch of ['x', 'a/b', 'gh-readonly-queue/main/pr-1-abc', 'x@1/y@2', 'environment/x']) {
        expect(mayTake(any, onRef(`repo:acme@123456/shop@456789:ref:refs/heads/${branch}`), keys)).toBe(true);
        expect(mayTake(any, onRef(`repo:acme/shop:ref:refs/heads/${branch}`), keys)).toBe(true);
      }
    }
  });

  const main = 'ref:refs/heads/main';
  const lookAlikes: readonly (readonly [string, Claims])[] = [
    ['an owner that begins the same', onRef(`repo:acme-inc@123456/shop@456789:${main}`)],
    ['an owner that begins the same, without ids', onRef(`repo:acmeinc/shop:${main}`)],
    ['an owner that ends the same', onRef(`repo:notacme@123456/shop@456789:${main}`)],
    ['a repository that begins the same', onRef(`repo:acme@123456/shop-ui@456789:${main}`)],
    ['a repository that ends the same', onRef(`repo:acme@123456/workshop@456789:${main}`)],
    ['another repository', onRef(`repo:acme@123456/store@456789:${main}`)],
    ['a fork', onRef(`repo:eve@666/shop@777:${main}`)],
    ['a fork, without ids', onRef(`repo:eve/shop:${main}`)],
    ['another case of the owner', onRef(`repo:Acme@123456/shop@456789:${main}`)],
    ['another case of the repository', onRef(`repo:acme/Shop:${main}`)],
    ['another case of the branch', onRef('repo:acme@123456/shop@456789:ref:refs/heads/Main')],
    ['a branch that begins the same', onRef('repo:acme@123456/shop@456789:ref:refs/heads/main2')],
    ['a branch that ends the same', onRef('repo:acme@123456/shop@456789:ref:refs/heads/x/main')],
    ['a branch that is called as a ref', onRef('repo:acme@123456/shop@456789:ref:refs/heads/refs/heads/main')],
    ['a branch that repeats the repository', onRef('repo:acme@123456/shop@456789:ref:refs/heads/shop@456789/main')],
    ['a tag', onRef('repo:acme@123456/shop@456789:ref:refs/tags/main')],
    ['a tag, without ids', onRef('repo:acme/shop:ref:refs/tags/main')],
    ['a pull request', job({ sub: 'repo:acme@123456/shop@456789:pull_request', ref: 'refs/pull/1/merge' })],
    ['a pull request, without ids', job({ sub: 'repo:acme/shop:pull_request', ref: 'refs/pull/1/merge' })],
    ['a merge queue', onRef('repo:acme@123456/shop@456789:ref:refs/heads/gh-readonly-queue/main/pr-1-a')],
    ['an environment', job({ sub: 'repo:acme@123456/shop@456789:environment:production' })],
    ['an environment called as a branch', job({ sub: 'repo:acme@1/shop@2:environment:ref%3Arefs/heads/main' })],
    [
      'the same, were `:` not encoded',
      job({ sub: `repo:acme@1/shop@2:environment:x:${main}`, ref: 'refs/heads/main' }),
    ],
    ['the same in another repository', job({ sub: `repo:acme@1/x@3:environment:/shop@2:${main}` })],
    [
      'a reusable workflow of others',
      job({ sub: `job_workflow_ref:eve/shop/.github/workflows/x.yml@refs/heads/main` }),
    ],
    ['a customised subject', job({ sub: `repository_owner:acme:repo:acme/shop:${main}` })],
    ['a customised subject that goes on', job({ sub: `repo:acme/shop:${main}:job_workflow_ref:eve/x` })],
    ['ids in place of names', onRef(`repo:@123456/@456789:${main}`)],
    ['only one id', onRef(`repo:acme@123456/shop:${main}`)],
    ['the other one', onRef(`repo:acme/shop@456789:${main}`)],
    ['another audience', job({ aud: 'https://github.com/acme' })],
    ['another issuer', job({ iss: 'token.actions.acme.ghe.com' })],
  ];
  describe.each(regions)('in %s is not taken by', (region, keys) => {
    test.each(lookAlikes)('%s', (_, token) => {
      for (const ci of [actions, withIds]) expect(mayTake(trustOf(ci, 'main', region), token, keys)).toBe(false);
    });

    test.each([
      ['another owner of that name', onRef(`repo:acme@999/shop@456789:${main}`)],
      ['another repository of that name', onRef(`repo:acme@123456/shop@999:${main}`)],
      ['ids that begin or end the same', onRef(`repo:acme@1234567/shop@0456789:${main}`)],
    ])('%s, once ids are known', (_, token) => {
      expect(mayTake(trustOf(withIds, 'main', region), token, keys)).toBe(false);
      expect(mayTake(trustOf(withIds, 'any branch', region), token, keys)).toBe(false);
    });
  });

  test('compares with what STS knows beside the subject', () => {
    const policy = trustOf(withIds, 'main');
    const former = job({ sub: `repo:acme/shop:${main}` });
    expect(mayTake(policy, former)).toBe(true);
    expect(mayTake(policy, { ...former, repository_id: '999' })).toBe(false);
    expect(mayTake(policy, { ...former, ref: 'refs/heads/x' })).toBe(false);
    // A key that STS did not know would refuse every job: it is asked for only where AWS documents it.
    expect(mayTake(policy, former, false)).toBe(false);
  });
});

describe('a role for a branch on CircleCI', () => {
  test.each(regions)('in %s is taken by its jobs, for every user who pushed', (region, keys) => {
    for (const branch of ['main', 'release/1.x']) {
      const policy = trustOf(circleCi, branch, region);
      expect(mayTake(policy, build(branch), keys)).toBe(true);
      expect(mayTake(policy, build(branch, { user: '99999999-aaaa-bbbb-cccc-dddddddddddd' }), keys)).toBe(true);
    }
    expect(mayTake(trustOf(circleCi, 'any branch', region), build('feature/x'), keys)).toBe(true);
  });

  const repeated = (branch: string) => `x/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/${branch}`;
  const before = `org/${organization}/project/${project}/user/11111111-2222-3333-4444-555555555555`;
  const lookAlikes: readonly (readonly [string, Claims])[] = [
    ['a branch that repeats the end of the subject', build(repeated('main'))],
    ['one that does so twice', build(repeated(repeated('main')))],
    ['one that repeats the ref alone', build('x/vcs-ref/refs/heads/main')],
    ['one that repeats the whole subject', build(`x/${build('main').sub}`)],
    [
      'a tag called so',
      build('', { sub: `${before}/vcs-origin/github.com/acme/shop/vcs-ref/refs/tags/${repeated('main')}` }),
    ],
    ['a branch that begins the same', build('main2')],
    ['a branch that ends the same', build('x/main')],
    ['another case of the branch', build('Main')],
    ['a branch that is called as a ref', build('refs/heads/main')],
    ['a pull request of a fork', build('pull/7', { origin: 'github.com/eve/shop' })],
    ['a fork with the same branch', build('main', { origin: 'github.com/eve/shop' })],
    ['a fork whose branch repeats ours', build(repeated('main'), { origin: 'github.com/eve/shop' })],
    ['a tag', build('', { sub: `${before}/vcs-origin/github.com/acme/shop/vcs-ref/refs/tags/main` })],
    ['an owner that begins the same', build('main', { origin: 'github.com/acme-inc/shop' })],
    ['a repository that begins the same', build('main', { origin: 'github.com/acme/shop-ui' })],
    ['another case of the repository', build('main', { origin: 'github.com/acme/Shop' })],
    ['another host', build('main', { origin: 'bitbucket.org/acme/shop' })],
    ['a host that ends the same', build('main', { origin: 'eve.example/github.com/acme/shop' })],
    ['another project', build('main', { sub: build('main').sub.replace(project, organization) })],
    ['another organization', build('main', { sub: build('main').sub.replace(organization, project) })],
    ['a user id that is none', build('main', { user: 'eve' })],
    ['a user id that is longer', build('main', { user: '11111111-2222-3333-4444-5555555555556' })],
    ['a user id that holds an origin', build('main', { user: 'u/vcs-origin/github.com/acme/shop' })],
    ['the first version of the token', build('', { sub: before })],
    ['an empty ref', build('', { sub: `${before}/vcs-origin/github.com/acme/shop/vcs-ref/` })],
    ['another audience', build('main', { aud: project })],
    ['another issuer', build('main', { iss: `oidc.circleci.com/org/${project}` })],
  ];
  describe.each(regions)('in %s is not taken by', (region, keys) => {
    test.each(lookAlikes)('%s', (_, token) => {
      expect(mayTake(trustOf(circleCi, 'main', region), token, keys)).toBe(false);
    });
  });

  test('closes each of two doors alone: the user is a UUID, and a name that repeats the subject is denied', () => {
    const policy = trustOf(circleCi, 'main');
    const wide = (text: string) => JSON.parse(text.replace('????????-????-????-????-????????????', '*')) as TrustPolicy;
    const evil = build(repeated('main'));
    const denying = wide(JSON.stringify(policy));
    expect(mayTake(denying, evil)).toBe(false);
    const [allow] = policy.Statement;
    expect(mayTake({ Statement: allow ? [allow] : [] }, evil)).toBe(false);
    expect(mayTake({ Statement: denying.Statement.slice(0, 1) }, evil)).toBe(true);
  });

  test('is asked for by branches that git takes', () => {
    for (const branch of [repeated('main'), repeated(repeated('production')), 'x/vcs-ref/refs/heads/main']) {
      expect(execFileSync('git', ['check-ref-format', '--branch', branch], { encoding: 'utf8' }).trim()).toBe(branch);
    }
  });

  test('asks for the project where STS has a key for it', () => {
    const other = build('main', { 'oidc.circleci.com/project-id': organization });
    expect(mayTake(trustOf(circleCi, 'main'), other)).toBe(false);
  });
});

describe('a trust policy', () => {
  const longest = `${'o'.repeat(39)}/${'r'.repeat(100)}`;
  const numbers = { ownerId: Number.MAX_SAFE_INTEGER, repositoryId: Number.MAX_SAFE_INTEGER };

  test.each([{ ...actions, ...numbers }, circleCi])('of the longest names fits IAM: %j', (ci) => {
    // Git keeps a branch as a file: its last part has 255 bytes at most, with `.lock`.
    const policy = trustOf(ci, `${'b'.repeat(230)}/${'c'.repeat(20)}`, 'ap-southeast-1', longest);
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(2048);
  });

  test('that does not fit is refused before anything is made', () => {
    const refused = () => trustOf({ ...actions, ...numbers }, `main${'$'.repeat(240)}`, 'eu-central-1', longest);
    expect(refused).toThrow(expect.objectContaining({ code: 'ci-trust-too-long', fault: 'user' }));
    expect(refused).toThrow(/has \d+ characters/);
  });
});
