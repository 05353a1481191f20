import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand, DeleteStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, inState, reasonsOf, stackOf } from './stack-helpers';

const jobs = (delay: number) => ({
  Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: delay } } },
});
const reason = 'The endpoint was stopped while this operation was under way.';

describe('stacks after a restart', () => {
  let served: Served;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-stacks-'));
    served = await serve({ folder });
  });
  afterEach(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  test('are as they were, and can be changed and deleted', async () => {
    const before = await created(served, jobs(1), { Tags: [{ Key: 'a', Value: 'b' }] });
    await served.restart();
    expect(await stackOf(served, 'shop')).toEqual(before);
    await served.client.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(jobs(2)) }));
    await served.idle();
    expect([...served.made.living.values()][0]?.properties).toEqual({ DelaySeconds: 2 });
  });

  test('are forgotten when a killed process had only written their name', async () => {
    await writeFile(
      join(folder, 'state', 'cloudformation.json'),
      '{"ids":["arn:aws:cloudformation:x/y/z"],"lastTick":1}',
    );
    await served.restart();
    await expect(stackOf(served, 'y')).rejects.toThrow('Stack with id y does not exist');
  });

  test('say of a creation that was cut off that it failed, and why', async () => {
    served.faults.add({ kind: 'stuck', operation: 'create', times: 1 });
    await served.client.send(new CreateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(jobs(1)) }));
    await inState(served, 'shop', 'CREATE_IN_PROGRESS');
    await served.restart();
    expect(await stackOf(served, 'shop')).toMatchObject({ StackStatus: 'CREATE_FAILED', StackStatusReason: reason });
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    await expect(stackOf(served, 'shop')).rejects.toThrow('does not exist');
  });

  test('say the same of an update and of a deletion', async () => {
    await created(served, jobs(1));
    served.faults.add({ kind: 'stuck', operation: 'update', times: 1 });
    await served.client.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(jobs(2)) }));
    await inState(served, 'shop', 'UPDATE_IN_PROGRESS');
    await served.restart();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('UPDATE_FAILED');
    served.faults.add({ kind: 'stuck', operation: 'delete', times: 1 });
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await inState(served, 'shop', 'DELETE_IN_PROGRESS');
    await served.restart();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('DELETE_FAILED');
    expect(await reasonsOf(served, 'shop', 'shop')).toContain(reason);
  });
});
