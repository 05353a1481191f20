import { App, Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { rolePath } from '../../../lib/constructs/base-stack';
import { ciTrust, controlTrust } from '../../../lib/constructs/rights/ci/ci-trust';
import { checkBranch } from '../../../lib/naming/branch';
import { checkSettings } from '../../../lib/settings/check';
import type { CiSettings } from '../../../lib/settings/ci-settings';
import { applicationInput, circleCi as circleCiLayer, production, settingsFile, staging } from '../inputs';
import { applicationTemplate } from '../template';
import { type Claims, mayTake, type TrustPolicy, trustIn } from './trust';

const account = '111122223333';
const common = { createProvider: true, imageRepositories: [] };
const ids = { ownerId: 123456, repositoryId: 456789 };
const actions: CiSettings = { ...common, provider: 'github-actions' };
const organization = '01234567-89ab-cdef-0123-456789abcdef';
const circleCi: CiSettings = {
  ...{ ...common, provider: 'circleci' },
  ...{ organizationId: organization, projectId: 'fedcba98-7654-3210-fedc-ba9876543210' },
};
const stackIn = (region: string) => new Stack(new App(), 'S', { env: { account, region } });
const control = (ci: CiSettings = { ...actions, ...ids }, region = 'eu-central-1', principal?: string) =>
  controlTrust(stackIn(region), {
    ...{ ci, github: 'acme/shop', branch: 'main' },
    ...(principal !== undefined && { principal }),
  }) as TrustPolicy;
const deploys = (branch: string, region = 'eu-central-1', ci: CiSettings = { ...actions, ...ids }) =>
  ciTrust(stackIn(region), ci, 'acme/shop', branch) as TrustPolicy;

/** The file that a job is of, as its token says it: that of the workflow, or of the reusable one that the job calls. */
const file = (name: string, ref = 'refs/heads/main', repository = 'acme/shop') =>
  `${repository}/.github/workflows/${name}.yml@${ref}`;
const job = (claims: Partial<Claims> = {}): Claims => ({
  iss: 'token.actions.githubusercontent.com',
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme@123456/shop@456789:ref:refs/heads/main',
  ref: 'refs/heads/main',
  repository: 'acme/shop',
  repository_id: '456789',
  job_workflow_ref: file('preview-commands'),
  ...claims,
});
const onBranch = (branch: string, workflow: string, ref = `refs/heads/${branch}`) =>
  job({
    sub: `repo:acme@123456/shop@456789:ref:refs/heads/${branch}`,
    ref: `refs/heads/${branch}`,
    job_workflow_ref: file(workflow, ref),
  });

test.each(['preview-commands', 'preview-sleep'])(
  'the role for control is taken by jobs of %s on the default branch, whichever CI deploys',
  (name) => {
    for (const ci of [actions, { ...actions, ...ids }, circleCi, { ...circleCi, ...ids }]) {
      expect(mayTake(control(ci), job({ job_workflow_ref: file(name) }))).toBe(true);
      expect(
        mayTake(control(ci), job({ job_workflow_ref: file(name), sub: 'repo:acme/shop:ref:refs/heads/main' })),
      ).toBe(true);
    }
  },
);

const hostile: readonly (readonly [string, Claims])[] = [
  ['another workflow of the default branch', job({ job_workflow_ref: file('preview') })],
  ['a workflow that begins the same', job({ job_workflow_ref: file('preview-commands.yml@refs/heads/main/x') })],
  ['a workflow whose name ends the same', job({ job_workflow_ref: file('my-preview-commands') })],
  ['the same in capitals', job({ job_workflow_ref: file('Preview-Commands') })],
  ['the same with another ending', job({ job_workflow_ref: file('preview-commands').replace('.yml', '.yaml') })],
  ['the workflow as another branch has it', onBranch('login', 'preview-commands')],
  ['a branch that calls the workflow of the default branch', onBranch('login', 'preview-commands', 'refs/heads/main')],
  ['the default branch that calls the workflow of another', onBranch('main', 'preview-commands', 'refs/heads/login')],
  ['the workflow of a tag', onBranch('main', 'preview-commands', 'refs/tags/main')],
  ['the workflow of a commit', onBranch('main', 'preview-commands', 'a'.repeat(40))],
  ['a branch that repeats the ref', onBranch('x@refs/heads/main', 'preview-commands')],
  ['the workflow of another repository', job({ job_workflow_ref: file('preview-commands', undefined, 'eve/shop') })],
  [
    'a path of another repository that ends the same',
    job({ job_workflow_ref: file('preview-commands', undefined, 'eve/acme/shop') }),
  ],
  [
    'another repository that calls the workflow',
    job({ sub: 'repo:acme@123456/other@1:ref:refs/heads/main', repository_id: '1', repository: 'acme/other' }),
  ],
  ['a fork', job({ sub: 'repo:eve@666/shop@777:ref:refs/heads/main', repository_id: '777', repository: 'eve/shop' })],
  ['a repository of that name later', job({ sub: 'repo:acme/shop:ref:refs/heads/main', repository_id: '999' })],
  ['a pull request', job({ sub: 'repo:acme@123456/shop@456789:pull_request', ref: 'refs/pull/1/merge' })],
  ['a job with an environment', job({ sub: 'repo:acme@123456/shop@456789:environment:main' })],
  ['another audience', job({ aud: 'https://github.com/acme' })],
  ['another issuer', job({ iss: 'token.actions.acme.ghe.com' })],
];
test.each(hostile)('the role for control is not taken by %s', (_, token) => {
  for (const ci of [
    { ...actions, ...ids },
    { ...circleCi, ...ids },
  ])
    expect(mayTake(control(ci), token)).toBe(false);
});

test('a token without the claim takes no role for control', () => {
  const { job_workflow_ref: _, ...token } = job();
  expect(mayTake(control(), token as Claims)).toBe(false);
});

test.each(['preview-commands', 'preview-sleep'])('no other role is taken by jobs of %s, on any branch', (name) => {
  for (const branch of ['main', 'production', 'login', 'any branch']) {
    const on = branch === 'any branch' ? 'x' : branch;
    expect(mayTake(deploys(branch), onBranch(on, 'preview'))).toBe(true);
    expect(mayTake(deploys(branch), onBranch(on, name))).toBe(false);
    expect(mayTake(deploys(branch), onBranch(on, name, 'refs/heads/main'))).toBe(false);
    // A reusable workflow of that name elsewhere acts for people as well.
    const elsewhere = { ...onBranch(on, name), job_workflow_ref: file(name, 'v1', 'eve/x') };
    expect(mayTake(deploys(branch), elsewhere)).toBe(false);
  }
});

test('with CircleCI as CI no token of GitHub takes another role than that for control', () => {
  for (const token of [job(), job({ job_workflow_ref: file('preview') })]) {
    expect(mayTake(deploys('main', 'eu-central-1', circleCi), token)).toBe(false);
    expect(mayTake(deploys('any branch', 'eu-central-1', circleCi), token)).toBe(false);
  }
});

test('no branch makes its own file one of the default branch', () => {
  const part = fc.constantFrom(
    'refs',
    'heads',
    'main',
    '@',
    'preview-commands.yml@refs',
    '.github',
    'workflows',
    'acme',
    'shop',
    '%3A',
  );
  const branches = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(branches, (branch) => {
      try {
        checkBranch(branch);
      } catch {
        return true;
      }
      return (
        branch === 'main' ||
        [onBranch(branch, 'preview-commands'), onBranch(branch, 'preview')].every((token) => !mayTake(control(), token))
      );
    }),
    { numRuns: 300 },
  );
});

test('where STS has no key for the claim, jobs of the default branch take it that may take staging’s own role', () => {
  for (const region of ['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1']) {
    const any = job({ job_workflow_ref: file('preview') });
    expect(JSON.stringify(control(undefined, region))).not.toContain('job_workflow_ref');
    expect(JSON.stringify(deploys('main', region))).not.toContain('job_workflow_ref');
    expect(mayTake(control(undefined, region), any, false)).toBe(true);
    expect(mayTake(deploys('main', region), any, false)).toBe(true);
    expect(mayTake(control(undefined, region), onBranch('login', 'preview-commands'), false)).toBe(false);
  }
});

const bot = `arn:aws:iam::${account}:role/bots/shop-bot`;
test('a role that settings name may take it without a token, and no other', async () => {
  const named = control(undefined, 'eu-central-1', bot).Statement.filter(({ Action }) => Action === 'sts:AssumeRole');
  expect(named).toEqual([{ Effect: 'Allow', Principal: { AWS: bot }, Action: 'sts:AssumeRole' }]);
  expect(control().Statement.filter(({ Action }) => Action === 'sts:AssumeRole')).toEqual([]);
  const input = applicationInput(staging, { ...circleCiLayer, control: { principal: bot } });
  const template = await applicationTemplate(input);
  expect(trustIn(template, 'shop-staging-control').Statement).toContainEqual(named[0]);
  for (const name of ['deploy', 'previews', 'cleanup']) {
    expect(JSON.stringify(trustIn(template, `shop-staging-${name}`))).not.toContain(bot);
  }
});

test('a role of another account is refused, whether settings name the account or not', async () => {
  const principal = bot.replace(account, '999988887777');
  await expect(
    applicationTemplate(applicationInput(staging, { ...circleCiLayer, control: { principal } })),
  ).rejects.toMatchObject({
    code: 'control-principal-elsewhere',
    fault: 'user',
  });
});

test('the roles of ours that settings refuse are those that are made', async () => {
  const file = (principal: string) => ({
    ...settingsFile({ ...circleCiLayer }),
    staging: { account, host: 'staging.acme.dev', ...circleCiLayer, control: { principal } },
  });
  expect(() => checkSettings(file(bot))).not.toThrow();
  const roles = (await applicationTemplate(applicationInput(staging, { ...circleCiLayer, control: {} })))
    .all('AWS::IAM::Role')
    .map(({ Properties }) => `${Properties.RoleName}`);
  expect(roles.length).toBeGreaterThan(6);
  for (const role of [
    ...roles,
    `${rolePath('shop', 'preview').slice(1)}x`,
    `${rolePath('shop', 'staging').slice(1)}x`,
  ]) {
    expect(() => checkSettings(file(`arn:aws:iam::${account}:role/${role}`))).toThrow(/settings/);
  }
});

describe('the role for control', () => {
  test('is made when settings ask for it, in staging alone', async () => {
    const withOut = await applicationTemplate(applicationInput(staging, circleCiLayer));
    expect(withOut.outputs).not.toHaveProperty('ControlRoleArn');
    const ofProduction = await applicationTemplate(applicationInput(production, { ...circleCiLayer, control: {} }));
    expect(ofProduction.outputs).not.toHaveProperty('ControlRoleArn');
    const ofStaging = await applicationTemplate(applicationInput(staging, { ...circleCiLayer, control: {} }));
    expect(Object.keys(ofStaging.outputs)).toContain('ControlRoleArn');
  });

  test('has GitHub’s provider made beside another CI, unless it is there', async () => {
    const urls = async (layer: object) =>
      (await applicationTemplate(applicationInput(staging, layer)))
        .all('AWS::IAM::OIDCProvider')
        .map(({ Properties }) => Properties.Url);
    const gitHub = 'https://token.actions.githubusercontent.com';
    const circle = `https://oidc.circleci.com/org/${organization}`;
    expect(await urls({ ...circleCiLayer, control: {} })).toEqual([circle, gitHub]);
    expect(await urls({ ...circleCiLayer, control: { createProvider: false } })).toEqual([circle]);
    expect(await urls({ ci: { provider: 'github-actions' }, control: {} })).toEqual([gitHub]);
    expect(await urls({ ci: { provider: 'github-actions', createProvider: false }, control: {} })).toEqual([]);
  });

  test('pins the numbers of the repository beside another CI, and the stack remembers them', async () => {
    const layer = { ci: { ...circleCiLayer.ci, ...ids } as never, control: {} };
    const { outputs } = await applicationTemplate(applicationInput(staging, layer));
    expect(outputs.CiRepository?.Value).toBe('acme@123456/shop@456789');
  });

  test('has a trust policy that fits IAM, or is refused before anything is made', () => {
    const long = (branch: string) =>
      controlTrust(stackIn('ap-southeast-1'), {
        ...{ ci: { ...actions, ...ids }, github: `${'o'.repeat(39)}/${'r'.repeat(60)}`, branch, principal: bot },
      });
    expect(JSON.stringify(long('release/2026')).length).toBeLessThanOrEqual(2048);
    expect(() => long('b'.repeat(250))).toThrow(expect.objectContaining({ code: 'ci-trust-too-long' }));
  });
});
