import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { run as destroy } from '../../../lib/cli/commands/every-day/destroy';
import { run as audit } from '../../../lib/cli/commands/look/audit';
import { run as destroyApplication } from '../../../lib/cli/commands/set-up/destroy-application';
import { run as cleanup } from '../../../lib/cli/commands/team/cleanup';
import { auditLineOf } from '../../contracts/aws/audit.contract';
import { AuditWorld } from './audit-world';

let world: AuditWorld;
beforeAll(async () => {
  world = await AuditWorld.open();
});
afterAll(() => world.close());

async function keys(): Promise<string[]> {
  const { Contents = [] } = await world.wire.clients.s3.send(new ListObjectsV2Command({ Bucket: world.bucket }));
  return Contents.map(({ Key = '' }) => Key);
}

async function listed(branch: string): Promise<unknown> {
  await audit(world.invocation(), { branch, json: true });
  return JSON.parse(world.terminal.results.join('\n')).acts;
}

test('after destroy, and after cleanup, what was asked for about a preview can still be read', async () => {
  world.wire.github.push('alive-one');
  const branches = ['alive-one', 'orphan-one'];
  for (const [index, branch] of branches.entries()) {
    await world.wire.addPreview(branch);
    await world.put(`${branch}/bundles/${'a'.repeat(64)}.zip`);
    const line = auditLineOf(index, { branch, at: new Date().toISOString(), asked: 'destroy' });
    await world.audit.append(world.bucket, line);
    await world.audit.append(world.bucket, { ...line, end: { how: 'done', at: new Date().toISOString() } });
  }
  const lines = (await keys()).filter((key) => key.startsWith('application/audit/'));
  expect(lines).toHaveLength(4);

  expect(await destroy(world.invocation(), { branch: 'alive-one' })).toBe(0);
  expect(await cleanup(world.invocation(), { execute: true })).toBe(0);
  expect(await world.wire.stackNames()).toEqual([]);
  expect((await keys()).filter((key) => /^(alive|orphan)-one\//.test(key))).toEqual([]);
  expect((await keys()).filter((key) => key.startsWith('application/'))).toEqual(lines);
  for (const branch of branches) expect(await listed(branch)).toMatchObject([{ branch, state: 'done' }]);
});

test('destroy-application deletes it with the bucket, and says so before', async () => {
  const stackName = 'shop-application-staging';
  await expect(destroyApplication(world.invocation(), {})).rejects.toMatchObject({
    code: 'unconfirmed',
    message: `${stackName} would be deleted with its data, the audit among it`,
  });
  expect(await keys()).not.toEqual([]);
  expect(await destroyApplication(world.invocation(), { confirm: stackName })).toBe(0);
  expect(await audit(world.invocation(), {})).toBe(0);
  expect(world.terminal.results).toEqual([`There is no stack ${stackName}: no one asked for anything.`]);
});
