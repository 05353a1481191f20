import { applicationCheck } from '../../../lib/doctor/checks/application';
import { cleanupCheck } from '../../../lib/doctor/checks/cleanup';
import { templateCheck } from '../../../lib/doctor/checks/template';
import { PreviewError } from '../../../lib/errors';
import { writeRights } from '../../../lib/facts/rights-marks';
import { ownershipTagKeys } from '../../../lib/naming/ownership-tags';
import { rightsFor } from '../../../lib/settings/rights/rights-for';
import { DoctorWorld } from '../doctor-world';

let world: DoctorWorld;
beforeEach(() => {
  world = new DoctorWorld();
});
const alter = (facts: object) => world.stacks.alter(world.names.stackName, facts);
const run = 'Run `preview-stacks deploy-application --target staging`.';

test('application stack: its state and since when', async () => {
  expect(await world.said(applicationCheck)).toEqual([
    expect.stringMatching(/^ok: shop-application-staging is in CREATE_COMPLETE since \d{4}-/),
  ]);
});

test('application stack: none is a fault that names the command', async () => {
  world.stacks.vanish(world.names.stackName);
  const none = { state: 'fault', saw: 'there is no stack shop-application-staging', mend: run };
  expect(await world.look(applicationCheck)).toEqual([none]);
});

test.each([
  ['UPDATE_COMPLETE', 'ok'],
  ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
  ['UPDATE_IN_PROGRESS', 'warning'],
  ['DELETE_IN_PROGRESS', 'warning'],
  ['ROLLBACK_COMPLETE', 'fault'],
  ['REVIEW_IN_PROGRESS', 'fault'],
  ['UPDATE_ROLLBACK_FAILED', 'fault'],
  ['DELETE_FAILED', 'fault'],
  ['SOMETHING_NEW', 'fault'],
])('application stack: %s is %s', async (status, state) => {
  alter({ status });
  expect((await world.look(applicationCheck)).map((finding) => finding.state)).toEqual([state]);
});

test('application stack: one of another project is a fault', async () => {
  alter({ tags: { [ownershipTagKeys.project]: 'other' } });
  expect(await world.said(applicationCheck)).toEqual(['fault: shop-application-staging belongs to the project other']);
});

test('application stack: one of a former name is a fault that says what to set, and then is none', async () => {
  const tags = { [ownershipTagKeys.project]: 'shop', [ownershipTagKeys.repository]: 'github:acme/former' };
  alter({ tags });
  expect(await world.look(applicationCheck)).toEqual([
    {
      state: 'fault',
      saw: 'shop-application-staging belongs to github:acme/former',
      mend: `If this repository was renamed, set formerly: ['acme/former'] in the settings file; docs/renaming.md says what else is to do. ${run}`,
    },
  ]);
  world.formerly = ['acme/former'];
  expect((await world.look(applicationCheck))[0]?.state).toBe('ok');
});

test('application stack: outputs that are missing, another region, and no previews are reported by their errors', async () => {
  const { outputs } = (await world.stacks.find(world.names.stackName)) ?? { outputs: {} };
  alter({ outputs: { ...outputs, PreviewCloudFormationRoleArn: undefined } });
  await expect(world.look(applicationCheck)).rejects.toMatchObject({ code: 'application-without-previews' });
  alter({ outputs: { ...outputs, Region: 'eu-west-1' } });
  await expect(world.look(applicationCheck)).rejects.toMatchObject({ code: 'region-wrong' });
  alter({ outputs: {} });
  await expect(world.look(applicationCheck)).rejects.toMatchObject({ code: 'application-outputs-missing' });
});

test('template: the one of this version, made with what the stack itself was made with', async () => {
  expect(await world.said(templateCheck)).toEqual(['ok: the same that this version makes of these settings']);
  expect(world.synthesizer.applications[0]).toMatchObject({
    repository: 'github:acme/shop',
    account: { account: '111122223333', region: 'eu-central-1', network: { vpcId: 'vpc-1' } },
    previewReach: expect.anything(),
  });
});

test('template: another one is a warning that names diff and deploy-application', async () => {
  world.synthesizer.application = async () => ({ stackName: 'shop', body: '{"Resources":{}}', tags: {} });
  const [finding] = await world.look(templateCheck);
  expect(finding).toMatchObject({ state: 'warning', mend: expect.stringContaining('diff --application') });
});

test('template: other rights for extensions are said, whether settings or the stack have them', async () => {
  world.synthesizer.application = async () => ({ stackName: 'shop', body: '{"Resources":{}}', tags: {} });
  const other = { state: 'warning', saw: expect.stringContaining('settings give other rights to extensions') };
  world.preview = { ...world.preview, rights: rightsFor('redis') };
  expect(await world.look(templateCheck)).toMatchObject([other]);
  const { outputs } = (await world.stacks.find(world.names.stackName)) ?? { outputs: {} };
  alter({ outputs: { ...outputs, PreviewRights: writeRights(rightsFor('redis')) } });
  expect(await world.look(templateCheck)).toMatchObject([{ saw: expect.stringContaining('not the one') }]);
  alter({ outputs: { ...outputs, Rights: writeRights(rightsFor('redis')) } });
  expect(await world.look(templateCheck)).toMatchObject([other]);
});

test('template: an older release deployed it: a fault that says what may lack, and the command', async () => {
  world.synthesizer.application = async () => ({ stackName: 'shop', body: '{"Resources":{}}', tags: {} });
  const { outputs } = (await world.stacks.find(world.names.stackName)) ?? { outputs: {} };
  alter({ outputs: { ...outputs, RightsVersion: '0' } });
  expect(await world.look(templateCheck)).toEqual([
    {
      state: 'fault',
      saw: 'an older release deployed the application stack of staging: its roles may lack rights or trust that this release needs',
      mend: 'Run `preview-stacks deploy-application --target staging` again with this release.',
    },
  ]);
});

test('template: without a complete stack there is nothing to say', async () => {
  alter({ status: 'ROLLBACK_COMPLETE' });
  expect(await world.look(templateCheck)).toEqual([]);
});

const counts = { deleted: 2, kept: 3, skipped: 0, failed: 0, unfinished: 0, left: 0 };

test('last cleanup: when, and what it did', async () => {
  const at = world.clock.now().toISOString();
  await world.heartbeats.write('bundles-staging', { format: 1, at, good: true, lastGood: at, counts });
  expect(await world.said(cleanupCheck)).toEqual([`ok: ended well at ${at}: 2 deleted, 3 kept, 0 left`]);
});

test('last cleanup: never, too long ago, and unreadable are warnings that say what to schedule', async () => {
  const state = async () => (await world.look(cleanupCheck))[0];
  expect(await state()).toMatchObject({ state: 'warning', mend: expect.stringContaining('cleanup --execute') });
  const at = new Date(world.clock.now().getTime() - 7 * 3_600_000).toISOString();
  await world.heartbeats.write('bundles-staging', { format: 1, at, good: true, lastGood: at, counts });
  expect(await state()).toMatchObject({ state: 'warning', saw: expect.stringContaining(`last ended well at ${at}`) });
  world.heartbeats.faults.fail('read', new PreviewError('aws-timeout', 'no answer', { fault: 'world' }));
  expect(await state()).toMatchObject({ state: 'warning', saw: expect.stringContaining('could not be read') });
});

test('last cleanup: production has none', () => {
  const concerned = cleanupCheck.concerns as (view: { request: object }) => boolean;
  expect([concerned({ request: world.request() }), concerned({ request: world.request('production') })]).toEqual([
    true,
    false,
  ]);
});
