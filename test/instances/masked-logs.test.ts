import { maskedLogs } from '../../lib/instances/masked-logs';
import { maskedLogsNoApp, maskedLogsNoProgram } from '../../lib/naming/masked-logs';
import { InstanceWorld } from './instance-world';

const document = 'masked-logs-shop-staging';
let world: InstanceWorld;
beforeEach(async () => {
  world = new InstanceWorld();
  await world.add();
});
const logs = (service = 'web') => maskedLogs(world, world.settings, { service });
const ends = (exitCode: number, stdout: string) =>
  world.commands.documents.set(document, {
    ...{ status: exitCode === 0 ? 'succeeded' : 'failed', exitCode, stdout, stderr: 'correct-horse' },
  });

test('the lines come from one instance, masked by the document of staging', async () => {
  ends(0, 'one\ntwo [masked A]\n');
  expect(await logs()).toEqual({ instanceId: 'i-00000000000000001', lines: ['one', 'two [masked A]'] });
  expect(world.commands.runs).toEqual([]);
});

test.each([
  ['the bundle is of an older release', maskedLogsNoProgram, 'deploy again'],
  ['the app does not run', maskedLogsNoApp, 'the app does not run there'],
  ['it fails otherwise', 7, 'its program failed'],
])('nothing of the output is shown when %s', async (_, exitCode, because) => {
  ends(exitCode, 'correct-horse');
  const found = await logs();
  expect(found).toEqual({ instanceId: 'i-00000000000000001', because: expect.stringContaining(because) });
  expect(JSON.stringify(found)).not.toContain('correct-horse');
});

test('an application stack without the document is named', async () => {
  expect(await logs()).toMatchObject({ because: expect.stringContaining('run deploy-application') });
});

test('a service without an instance is an error, and so is one that is not there', async () => {
  world.environments.setInstances(world.environmentName);
  world.groups.size(world.environmentName, 0, 0);
  await expect(logs()).rejects.toMatchObject({ code: 'instance-missing' });
  await expect(logs('other')).rejects.toMatchObject({ code: 'option-invalid' });
});
