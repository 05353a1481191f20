import { App, Stack } from 'aws-cdk-lib';
import { readTrust } from '../../../lib/aws/account/read-trust';
import { controlTrust } from '../../../lib/constructs/rights/ci/ci-trust';
import { ciRolesCheck } from '../../../lib/doctor/checks/ci-roles';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { DoctorWorld } from '../doctor-world';

const account = '111122223333';
const bot = `arn:aws:iam::${account}:role/bot`;
const issuer = 'token.actions.githubusercontent.com';
const gitHub = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
const common = { createProvider: true, imageRepositories: [], ownerId: 1, repositoryId: 2 };
const actions: CiSettings = { ...common, provider: 'github-actions' };
const circleCi: CiSettings = {
  ...{ ...common, provider: 'circleci' },
  ...{ organizationId: '01234567-89ab-cdef-0123-456789abcdef', projectId: 'fedcba98-7654-3210-fedc-ba9876543210' },
};
interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the construct makes. */
function made(principal?: string, ci = actions): Statement[] {
  const stack = new Stack(new App(), 'S', { env: { account, region: 'eu-central-1' } });
  const props = { ci, github: 'acme/shop', branch: 'main', ...(principal !== undefined && { principal }) };
  const text = JSON.stringify(stack.resolve(controlTrust(stack, props)));
  // The partition is known to CloudFormation alone.
  return JSON.parse(text.replace(/\{"Fn::Join":\["",\[.*?\]\]\}/g, JSON.stringify(gitHub))).Statement;
}

function worldWith(statements: readonly Statement[] | undefined, control?: object, ci = actions): DoctorWorld {
  const world = new DoctorWorld();
  world.base = { account, region: 'eu-central-1', ci, ...(control && { control }) };
  if (statements) {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    world.roles.trusts.set('shop-staging-control', readTrust(encodeURIComponent(policy)));
  }
  return world;
}
const said = async (world: DoctorWorld, of = 'shop-staging-control') =>
  (await world.said(ciRolesCheck)).find((line) => line.includes(of));
const ofControl = (statements: readonly Statement[] | undefined, control: object = {}) =>
  said(worldWith(statements, control));

test('doctor asks for the role when settings do', async () => {
  expect(await said(worldWith(undefined))).toBeUndefined();
  expect(await ofControl(undefined)).toBe('fault: there is no role shop-staging-control');
  expect((await worldWith(undefined, {}).said(ciRolesCheck, 'production')).join()).not.toContain('control');
});

test('the policies that the construct makes are right, with a role and without, whichever CI deploys', async () => {
  expect(await ofControl(made())).toBe(
    'ok: shop-staging-control trusts repo:acme/shop:ref:refs/heads/main and repo:acme@1/shop@2:ref:refs/heads/main',
  );
  expect(await ofControl(made(bot), { principal: bot })).toMatch(new RegExp(`^ok: .* and ${bot}$`));
  expect(await said(worldWith(made(bot, circleCi), { principal: bot }, circleCi))).toMatch(/^ok: /);
});

test('beside CircleCI the account must know GitHub, too', async () => {
  const world = worldWith(made(undefined, circleCi), {}, circleCi);
  world.roles.providers.set(`arn:aws:iam::${account}:oidc-provider/oidc.circleci.com/org/${circleCi.organizationId}`, [
    circleCi.organizationId ?? '',
  ]);
  expect(await said(world, `identity provider ${issuer}`)).toBe(
    `fault: the account has no identity provider ${issuer}`,
  );
  world.roles.providers.set(gitHub, ['sts.amazonaws.com']);
  expect(await said(world, `identity provider ${issuer}`)).toBe(
    `ok: identity provider ${issuer} for sts.amazonaws.com`,
  );
  expect(await said(worldWith(undefined, undefined, circleCi), `identity provider ${issuer}`)).toBeUndefined();
});

test('a role that settings name and the policy does not is missing, and another one is a fault', async () => {
  expect(await ofControl(made(), { principal: bot })).toMatch(new RegExp(`^fault: .* does not trust ${bot}: `));
  expect(await ofControl(made(bot))).toMatch(/^fault: .* may trust others.*: Allow sts:assumerole to AWS .*role\/bot/);
  // IAM writes the id of a role that is gone.
  expect(await ofControl(made('AROAEXAMPLEID'), { principal: bot })).toMatch(/^fault: .* does not trust .*role\/bot: /);
});

/** The allowing statement, with its files changed. */
function withFiles(change: (files: unknown) => unknown): Statement[] {
  const key = `${issuer}:job_workflow_ref`;
  return made().map((one) => {
    const { StringLike = {} } = one.Condition ?? {};
    return key in StringLike && one.Effect === 'Allow'
      ? { ...one, Condition: { ...one.Condition, StringLike: { ...StringLike, [key]: change(StringLike[key]) } } }
      : one;
  });
}

test('a role that any job of the branch may take is reported, and one for no job of ours is a fault', async () => {
  expect(await ofControl(withFiles(() => '*'))).toMatch(/^warning: .* does not look at .*:job_workflow_ref closely$/);
  expect(await ofControl(withFiles(() => undefined))).toMatch(/^warning: .*:job_workflow_ref closely$/);
  expect(await ofControl(withFiles(() => 'eve/x/.github/workflows/preview-commands.yml@x'))).toMatch(
    /^fault: .* may refuse jobs/,
  );
});

test('a role for deploys that jobs of these files may take is a fault', async () => {
  const world = worldWith(made(), {});
  const issuerOnly = made().map((one) => {
    const { [`${issuer}:job_workflow_ref`]: _, ...rest } = one.Condition?.StringLike ?? {};
    return { ...one, Condition: { ...one.Condition, StringLike: rest } };
  });
  const policy = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: issuerOnly }));
  world.roles.trusts.set('shop-staging-deploy', readTrust(policy));
  expect(await said(world, 'shop-staging-deploy')).toBe(
    'fault: shop-staging-deploy does not deny jobs of the workflows that act for people: they have a role of their own',
  );
});
