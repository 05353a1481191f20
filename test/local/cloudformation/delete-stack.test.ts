import {
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, eventsOf, inState, reasonsOf, stackOf, updated } from './stack-helpers';

const template = {
  Resources: {
    Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    Reader: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Join': ['-', [{ Ref: 'Files' }, 'reader']] } } },
    Other: { Type: 'AWS::SQS::Queue' },
  },
};

describe('deleting a stack', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const deleted = async (input: object = {}) => {
    const { StackId = '' } = await stackOf(served, 'shop');
    await served.client.send(new DeleteStackCommand({ StackName: 'shop', ...input }));
    await served.idle();
    return stackOf(served, StackId);
  };

  test('deletes in the reverse order of dependencies; the stack is then readable by ARN only (trap T32)', async () => {
    const { StackId = '' } = await created(served, template);
    const stack = await deleted({ ClientRequestToken: 'bye' });
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(served.made.log.indexOf('delete Files')).toBeGreaterThan(served.made.log.indexOf('delete Reader'));
    await expect(stackOf(served, 'shop')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id shop does not exist',
    });
    const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: StackId }));
    expect(StackEvents[0]).toMatchObject({
      ResourceStatus: 'DELETE_COMPLETE',
      PhysicalResourceId: StackId,
      ClientRequestToken: 'bye',
    });
  });

  test('answers a stack that never was with a ValidationError, which the waiter takes for success (trap T32)', async () => {
    const wait = { client: served.client, maxWaitTime: 5, minDelay: 1, maxDelay: 1 };
    await expect(waitUntilStackDeleteComplete(wait, { StackName: 'never-was' })).resolves.toMatchObject({
      state: 'SUCCESS',
    });
  });

  test('takes a stack that is not there for deleted', async () => {
    await expect(served.client.send(new DeleteStackCommand({ StackName: 'nothing' }))).resolves.toBeDefined();
  });

  test('ends in DELETE_FAILED with the reason when a bucket is not empty; the others go; a second delete takes what is left', async () => {
    await created(served, template);
    served.made.full.add('files');
    const failed = await deleted();
    expect(failed.StackStatus).toBe('DELETE_FAILED');
    expect(failed.StackStatusReason).toBe('The following resource(s) failed to delete: [Files]. ');
    expect(await reasonsOf(served, 'shop', 'Files')).toContain(
      'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
    );
    expect([...served.made.living.keys()]).toEqual(['files']);
    served.made.full.clear();
    const before = served.made.log.length;
    expect((await deleted()).StackStatus).toBe('DELETE_COMPLETE');
    expect(served.made.log.slice(before)).toEqual(['delete Files']);
  });

  test('can do nothing with a DELETE_FAILED stack but delete it again (trap T34)', async () => {
    await created(served, template);
    served.made.full.add('files');
    await deleted();
    await expect(updated(served, { Resources: { Only: { Type: 'AWS::SQS::Queue' } } })).rejects.toThrow(
      /is in DELETE_FAILED state and can not be updated/,
    );
    await expect(created(served, template)).rejects.toThrow('Stack [shop] already exists');
  });

  test('takes RetainResources only in DELETE_FAILED and leaves an orphan then (trap T35)', async () => {
    await created(served, template);
    await expect(deleted({ RetainResources: ['Files'] })).rejects.toThrow(
      /only when the stack is in the DELETE_FAILED state/,
    );
    served.made.full.add('files');
    await deleted();
    const stack = await deleted({ RetainResources: ['Files'] });
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect([...served.made.living.keys()]).toEqual(['files']);
  });

  test('skips what cannot go with FORCE_DELETE_STACK, which leaves an orphan too (trap T35)', async () => {
    const { StackId = '' } = await created(served, template);
    served.made.full.add('files');
    await deleted();
    expect((await deleted({ DeletionMode: 'FORCE_DELETE_STACK' })).StackStatus).toBe('DELETE_COMPLETE');
    expect(await eventsOf(served, StackId)).toContain('Files DELETE_SKIPPED');
    expect([...served.made.living.keys()]).toEqual(['files']);
  });

  test('keeps resources with Retain and RetainExceptOnCreate', async () => {
    await created(served, {
      Resources: {
        A: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
        B: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate' },
        C: { Type: 'AWS::S3::Bucket' },
      },
    });
    const { StackId = '' } = await deleted();
    expect([...served.made.living.values()].map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
    expect(await eventsOf(served, StackId)).toEqual(expect.arrayContaining(['A DELETE_SKIPPED', 'B DELETE_SKIPPED']));
  });

  test('deletes a database without a deletion policy with a final snapshot, or says that none was taken (trap T24)', async () => {
    await created(served, { Resources: { Db: { Type: 'AWS::RDS::DBInstance' } } });
    const { StackId = '' } = await deleted();
    expect(await reasonsOf(served, StackId, 'Db')).toContain('No final snapshot was taken.');
  });

  test('refuses while termination protection is on', async () => {
    await created(served, template, { EnableTerminationProtection: true });
    await expect(deleted()).rejects.toThrow('Stack [shop] cannot be deleted while TerminationProtection is enabled');
    expect((await stackOf(served, 'shop')).StackStatus).toBe('CREATE_COMPLETE');
    await served.client.send(
      new UpdateTerminationProtectionCommand({ StackName: 'shop', EnableTerminationProtection: false }),
    );
    expect((await deleted()).StackStatus).toBe('DELETE_COMPLETE');
  });

  test('refuses while an update is under way, and waits out a stuck resource', async () => {
    await created(served, { Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } } } });
    served.faults.add({ kind: 'stuck', operation: 'update', delayMs: 100 });
    const update = updated(served, {
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 2 } } },
    });
    await inState(served, 'shop', 'UPDATE_IN_PROGRESS');
    await expect(served.client.send(new DeleteStackCommand({ StackName: 'shop' }))).rejects.toThrow(
      'Stack [shop] cannot be deleted while in status UPDATE_IN_PROGRESS',
    );
    expect((await update).StackStatus).toBe('UPDATE_COMPLETE');
  });

  test('can delete from UPDATE_ROLLBACK_FAILED (trap T34)', async () => {
    const jobs = (delay: number) => ({
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: delay } } },
    });
    await created(served, jobs(1));
    served.faults.add({ kind: 'refuse-update' });
    await updated(served, jobs(2));
    expect((await deleted()).StackStatus).toBe('DELETE_COMPLETE');
    expect(served.made.living.size).toBe(0);
  });

  test('lists by status, deleted ones included', async () => {
    await created(served, template);
    await deleted();
    const { StackSummaries } = await served.client.send(
      new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
    );
    expect(StackSummaries?.map(({ StackName }) => StackName)).toEqual(['shop']);
    const others = await served.client.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] }));
    expect(others.StackSummaries).toEqual([]);
    const { Stacks } = await served.client.send(new DescribeStacksCommand({}));
    expect(Stacks).toEqual([]);
  });

  test('C12 shows the properties of what it deletes, without NoEcho values', async () => {
    const { StackId = '' } = await created(
      served,
      {
        Parameters: { Password: { Type: 'String', NoEcho: true } },
        Resources: {
          Files: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'a', Value: { Ref: 'Password' } }] } },
        },
      },
      { Parameters: [{ ParameterKey: 'Password', ParameterValue: 'hunter2' }] },
    );
    await deleted();
    const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: StackId }));
    const shown = StackEvents.filter(({ LogicalResourceId: id }) => id === 'Files').slice(0, 2);
    expect(shown.map(({ ResourceStatus }) => ResourceStatus)).toEqual(['DELETE_COMPLETE', 'DELETE_IN_PROGRESS']);
    for (const { ResourceProperties } of shown) {
      expect(JSON.parse(ResourceProperties ?? '')).toEqual({ Tags: [{ Key: 'a', Value: '****' }] });
    }
  });
});
