import { PreviewError } from '../../../lib/errors';
import { writeRights } from '../../../lib/facts/rights-marks';
import { applicationNames } from '../../../lib/naming/resource-names';
import type { Target } from '../../../lib/naming/target';
import type { Stack } from '../../../lib/ports/stacks';
import { explainMissingRight } from '../../../lib/previews/missing-right';
import { checkSettings } from '../../../lib/settings/check';
import type { ResolvedSettings } from '../../../lib/settings/resolve';
import { rightsFor } from '../../../lib/settings/rights/rights-for';
import { settingsFile } from '../../constructs/inputs';
import { DeployWorld, failure, names, preview } from '../deploy-world';

const rights = rightsFor('topic');
const staging: Target = { kind: 'staging' };

/** The settings of a target with these rights and an extension. */
function extending(
  world: DeployWorld,
  target: Target,
  given = rights,
  extend = './infra/preview.ts',
): ResolvedSettings {
  const { settings } = world.request(target);
  return { ...settings, extend, values: { ...settings.values, rights: given } };
}

async function deployedWith(world: DeployWorld, outputs: Record<string, string>): Promise<void> {
  const stack = (await world.stacks.find(applicationNames('shop', 'staging').stackName)) as Stack;
  world.stacks.alter(stack.id, { outputs: { ...stack.outputs, ...outputs } });
}

describe('rights in the settings that the application stack was deployed without', () => {
  test('are said before anything is made, with the command', async () => {
    const world = new DeployWorld();
    const error = await failure(world.deploy(preview, { settings: extending(world, preview) }));
    expect(error).toMatchObject({ code: 'beyond-reach', exitCode: 2, hint: expect.stringContaining('on the default') });
    expect(error.message).toMatch(/^Stacks of previews have no right to sns:CreateTopic, .*, \d+ more yet/);
    expect(error.hint).toContain('run deploy-application for staging again');
    expect(world.stacks.calls).toEqual([]);
    expect(world.synthesizer.environments).toEqual([]);
  });

  test('are those of the kind: previews have none because staging has some', async () => {
    const world = new DeployWorld();
    await deployedWith(world, { Rights: writeRights(rights) });
    expect(await world.deploy(staging, { settings: extending(world, staging) })).toMatchObject({ kind: 'deployed' });
    const error = await failure(world.deploy(preview, { settings: extending(world, preview) }));
    expect(error.code).toBe('beyond-reach');
  });

  test('count for nothing where the stack was deployed with them, or with more', async () => {
    const world = new DeployWorld();
    await deployedWith(world, { PreviewRights: writeRights(rightsFor('redis', 'topic')) });
    expect(await world.deploy(preview, { settings: extending(world, preview) })).toMatchObject({ kind: 'deployed' });
  });

  test('count for nothing without an extension', async () => {
    const world = new DeployWorld();
    const { extend: _, ...settings } = extending(world, preview);
    expect(await world.deploy(preview, { settings })).toMatchObject({ kind: 'deployed' });
  });
});

const said = (role: string, action: string, on: string, because = 'no identity-based policy allows the action') =>
  `User: arn:aws:sts::111122223333:assumed-role/${role}/AWSCloudFormation is not authorized to perform: ${action} on resource: ${on} because ${because}`;
const topic = 'arn:aws:sns:eu-central-1:111122223333:shop-preview-login-News-1A';

test('a deploy that AWS refuses a right says the statement to write', async () => {
  const world = new DeployWorld();
  await deployedWith(world, { PreviewRights: writeRights(rights) });
  const reason = said('shop-preview-cloudformation', 'sns:CreateTopic', topic);
  world.stacks.failOperation(names.stackName, { operation: 'create', reason });
  const error = await failure(world.deploy(preview, { settings: extending(world, preview) }));
  expect(error).toMatchObject({ code: 'stack-failed', exitCode: 1 });
  expect(error.hint).toMatch(/^Write rights: rightsFor\('topic'\), or in rights\.stack: \[\{ because: /);
});

describe('the statement that AWS misses', () => {
  const settings = extending(new DeployWorld(), preview);
  const explained = (message: string, more: Partial<ResolvedSettings> = {}) => {
    const error = new PreviewError('stack-failed', message, { fault: 'world', hint: 'Look.' });
    return explainMissingRight(error, { ...settings, ...more }) as PreviewError;
  };
  const mine = 'shop-preview-cloudformation';

  test('can be put into the settings as it is', () => {
    const on = 'arn:aws:states:eu-central-1:111122223333:stateMachine:shop-preview-login-Flow-1A';
    const { hint = '' } = explained(said(mine, 'states:CreateStateMachine', on));
    const [, written = ''] = /rights\.stack: (\[\{.*?\}\])\./.exec(hint) ?? [];
    const stack = Function(`return ${written}`)();
    expect(stack).toEqual([
      {
        because: '…',
        actions: ['states:CreateStateMachine'],
        resources: ['arn:{partition}:states:{region}:{account}:stateMachine:{prefix}*'],
      },
    ]);
    const file = settingsFile();
    expect(() => checkSettings({ ...file, base: { ...file.base, rights: { stack } } })).not.toThrow();
    expect(hint).toContain('on the default branch, run deploy-application for staging again. Look.');
  });

  test.each([
    [
      'a name out of reach',
      'sns:CreateTopic',
      'arn:aws:sns:eu-central-1:111122223333:news',
      /begin with shop-preview-: give news one by name/,
    ],
    ['a list', 'xray:ListResourcePolicies', '*', /resources: \['\*'\]/],
    ['something without a name', 'kms:CreateKey', '*', /resources: \[…\] \} \(docs\/extend\.md, "Rights"\)/],
    ['a role that is passed', 'iam:PassRole', 'arn:aws:iam::111122223333:role/shop-preview/x', /rights\.passRolesTo/],
    [
      'an action that no rights give',
      'iam:CreateUser',
      'arn:aws:iam::111122223333:user/x',
      /^No `rights` give iam:CreateUser: .*anybody\. Look\.$/,
    ],
    [
      'the own role of a service',
      'iam:CreateServiceLinkedRole',
      'arn:aws:iam::111122223333:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache',
      /rights\.serviceRoles: \['elasticache\.amazonaws\.com'\]/,
    ],
  ])('of %s', (_, action, on, hint) => {
    expect(explained(said(mine, action, on)).hint).toMatch(hint);
  });

  test('is one for the app when its boundary lacks it', () => {
    const because = 'no permissions boundary allows the sns:Publish action';
    const { hint } = explained(said('shop-preview-login-MailerRole-1A', 'sns:Publish', topic, because));
    expect(hint).toMatch(/or in rights\.app: \[\{ because: '…', actions: \['sns:Publish'\]/);
  });

  test('is that of the stage for a stage', () => {
    const on = topic.replace('preview', 'production');
    const { hint } = explained(said('shop-production-cloudformation', 'sns:CreateTopic', on), {
      target: { kind: 'production' },
    });
    expect(hint).toMatch(/\{prefix\}.*run deploy-application for production again/);
  });

  test.each([
    ['another role is refused', said('shop-staging-previews', 'sns:CreateTopic', topic)],
    ['a denial decides', said(mine, 'sns:CreateTopic', topic, 'of an explicit deny in an identity-based policy')],
    ['the organization decides', said(mine, 'sns:CreateTopic', topic, 'no service control policy allows it')],
    ['something else failed', 'Topic News already exists'],
  ])('is not said where %s', (_, message) => {
    expect(explained(message).hint).toBe('Look.');
  });

  test('is not said without an extension', () => {
    const error = new PreviewError('stack-failed', said(mine, 'sns:CreateTopic', topic), { fault: 'world' });
    const { extend: _, ...without } = settings;
    expect(explainMissingRight(error, without)).toBe(error);
  });
});
