import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  RollbackStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, eventsOf, inState, reasonsOf, stackOf, updated } from './stack-helpers';

const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const jobs = (delay: number) => ({ Resources: { Jobs: queue({ DelaySeconds: delay }) } });

describe('updating a stack', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const physicalIds = async () => {
    const { StackResources = [] } = await served.client.send(new DescribeStackResourcesCommand({ StackName: 'shop' }));
    return Object.fromEntries(StackResources.map((one) => [one.LogicalResourceId, one.PhysicalResourceId]));
  };
  const living = () => [...served.made.living.values()].map(({ logicalId }) => logicalId).toSorted();

  test('changes a property in place', async () => {
    await created(served, jobs(1));
    const former = await physicalIds();
    const stack = await updated(served, jobs(2), { ClientRequestToken: 'second' });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(stack.LastUpdatedTime).toBeInstanceOf(Date);
    expect(await physicalIds()).toEqual(former);
    expect([...served.made.living.values()][0]?.properties).toEqual({ DelaySeconds: 2 });
    expect((await eventsOf(served, 'shop')).slice(-5)).toEqual([
      'shop UPDATE_IN_PROGRESS',
      'Jobs UPDATE_IN_PROGRESS',
      'Jobs UPDATE_COMPLETE',
      'shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'shop UPDATE_COMPLETE',
    ]);
  });

  test('says when there is nothing to do; "1" is 1, and a deletion policy alone is no update', async () => {
    await created(served, jobs(1));
    for (const template of [
      jobs(1),
      { Resources: { Jobs: queue({ DelaySeconds: '1' }) } },
      { Resources: { Jobs: queue({ DelaySeconds: 1 }, { DeletionPolicy: 'Retain' }) } },
    ]) {
      await expect(updated(served, template)).rejects.toMatchObject({
        name: 'ValidationError',
        message: 'No updates are to be performed.',
      });
    }
  });

  test('takes changed tags, outputs and metadata for updates', async () => {
    await created(served, jobs(1));
    await updated(served, jobs(1), { Tags: [{ Key: 'a', Value: 'b' }] });
    expect([...served.made.living.values()][0]?.tags).toEqual({ a: 'b' });
    const withOutput = { ...jobs(1), Outputs: { Name: { Value: 'x' } } };
    expect((await updated(served, withOutput)).Outputs).toEqual([{ OutputKey: 'Name', OutputValue: 'x' }]);
    const withMetadata = { Resources: { Jobs: queue({ DelaySeconds: 1 }, { Metadata: { 'aws:cdk:path': 'x' } }) } };
    expect((await updated(served, withMetadata)).StackStatus).toBe('UPDATE_COMPLETE');
    expect((await stackOf(served, 'shop')).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  });

  test('replaces by creating the new one, then deleting the old one in the clean-up, and what refers to it follows', async () => {
    const template = (name: string) => ({
      Resources: {
        Jobs: queue({ QueueName: name }),
        Files: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'queue', Value: { Ref: 'Jobs' } }] } },
      },
    });
    await created(served, template('one'));
    const stack = await updated(served, template('two'));
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(served.made.log.slice(-3)).toEqual(['create Jobs', 'update Files', 'delete Jobs']);
    expect(await physicalIds()).toMatchObject({ Jobs: 'two' });
    expect(served.made.living.has('one')).toBe(false);
    const events = await eventsOf(served, 'shop');
    expect(events.indexOf('shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')).toBeLessThan(
      events.indexOf('Jobs DELETE_COMPLETE'),
    );
    expect(await reasonsOf(served, 'shop', 'Jobs')).toContain(
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
  });

  test('refuses to replace a resource under its fixed name, and rolls back', async () => {
    const template = (fifo: boolean) => ({ Resources: { Jobs: queue({ QueueName: 'jobs', FifoQueue: fifo }) } });
    await created(served, template(false));
    const stack = await updated(served, template(true));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await reasonsOf(served, 'shop', 'Jobs')).toContain(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename jobs and update the stack again.',
    );
  });

  test('keeps what was replaced with UpdateReplacePolicy Retain, and what was removed with DeletionPolicy Retain', async () => {
    await created(served, {
      Resources: {
        Jobs: queue({ QueueName: 'one' }, { UpdateReplacePolicy: 'Retain' }),
        Files: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
        Gone: { Type: 'AWS::S3::Bucket' },
      },
    });
    await updated(served, { Resources: { Jobs: queue({ QueueName: 'two' }, { UpdateReplacePolicy: 'Retain' }) } });
    expect(living()).toEqual(['Files', 'Jobs', 'Jobs']);
    expect(Object.keys(await physicalIds())).toEqual(['Jobs']);
  });

  test('stays UPDATE_COMPLETE when something removed cannot go', async () => {
    await created(served, { Resources: { ...jobs(1).Resources, Files: { Type: 'AWS::S3::Bucket' } } });
    served.faults.add({ kind: 'refuse-delete', match: 'Files' });
    expect((await updated(served, jobs(1))).StackStatus).toBe('UPDATE_COMPLETE');
    expect(await eventsOf(served, 'shop')).toContain('Files DELETE_FAILED');
  });

  test('rolls back a failed update: changed back, taken back into use, new ones deleted', async () => {
    const before = {
      Resources: {
        Changed: queue({ DelaySeconds: 1 }),
        Replaced: queue({ QueueName: 'one' }),
        Removed: { Type: 'AWS::S3::Bucket' },
        Bad: queue({ DelaySeconds: 1 }, { DependsOn: ['Changed', 'Replaced'] }),
      },
      Outputs: { Name: { Value: { Ref: 'Replaced' } } },
    };
    await created(served, before, { Tags: [{ Key: 'run', Value: '1' }] });
    const ids = await physicalIds();
    served.faults.add({ kind: 'refuse-update', match: 'Bad', message: 'not now', times: 1 });
    const after = {
      Resources: {
        Changed: queue({ DelaySeconds: 2 }),
        Replaced: queue({ QueueName: 'two' }),
        Added: { Type: 'AWS::S3::Bucket' },
        Bad: queue({ DelaySeconds: 2 }, { DependsOn: ['Changed', 'Replaced', 'Added'] }),
      },
      Outputs: { Name: { Value: { Ref: 'Replaced' } } },
    };
    const stack = await updated(served, after, { Tags: [{ Key: 'run', Value: '2' }] });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.Outputs).toEqual([{ OutputKey: 'Name', OutputValue: 'one' }]);
    expect(stack.Tags).toEqual([{ Key: 'run', Value: '1' }]);
    expect(await physicalIds()).toEqual(ids);
    expect(living()).toEqual(['Bad', 'Changed', 'Removed', 'Replaced']);
    expect([...served.made.living.values()].find(({ logicalId }) => logicalId === 'Changed')?.properties).toEqual({
      DelaySeconds: 1,
    });
    const { TemplateBody } = await served.client.send(new GetTemplateCommand({ StackName: 'shop' }));
    expect(TemplateBody).toBe(JSON.stringify(before));
    expect((await updated(served, after)).StackStatus).toBe('UPDATE_COMPLETE');
  });

  test('ends in UPDATE_ROLLBACK_FAILED when a resource cannot be changed back; the rollback can be continued', async () => {
    await created(served, jobs(1));
    served.faults.add({ kind: 'refuse-update', match: 'Jobs', times: 2 });
    expect((await updated(served, jobs(2))).StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
    await expect(updated(served, jobs(2))).rejects.toThrow(/is in UPDATE_ROLLBACK_FAILED state and can not be updated/);
    await served.client.send(new ContinueUpdateRollbackCommand({ StackName: 'shop' }));
    await served.idle();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('leaves out what ContinueUpdateRollback shall skip', async () => {
    await created(served, jobs(1));
    served.faults.add({ kind: 'refuse-update', match: 'Jobs' });
    await updated(served, jobs(2));
    await expect(
      served.client.send(new ContinueUpdateRollbackCommand({ StackName: 'shop', ResourcesToSkip: ['Other'] })),
    ).rejects.toThrow('Resources [Other] are not in UPDATE_FAILED state and cannot be skipped');
    await served.client.send(new ContinueUpdateRollbackCommand({ StackName: 'shop', ResourcesToSkip: ['Jobs'] }));
    await served.idle();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  test('refuses a second update meanwhile, and rolls back when it is cancelled', async () => {
    await created(served, jobs(1));
    served.faults.add({ kind: 'stuck', operation: 'update', times: 1 });
    await served.client.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(jobs(2)) }));
    await inState(served, 'shop', 'UPDATE_IN_PROGRESS');
    await expect(updated(served, jobs(3))).rejects.toThrow(
      /^Stack:arn:.* is in UPDATE_IN_PROGRESS state and can not be updated\.$/,
    );
    await served.client.send(new CancelUpdateStackCommand({ StackName: 'shop' }));
    await served.idle();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await reasonsOf(served, 'shop', 'Jobs')).toEqual([
      'Resource creation Initiated',
      'Resource update cancelled',
    ]);
    await expect(served.client.send(new CancelUpdateStackCommand({ StackName: 'shop' }))).rejects.toThrow(
      'CancelUpdateStack cannot be called from current stack status',
    );
  });

  test('pauses in UPDATE_FAILED with rollback disabled, goes on from there, or is rolled back', async () => {
    await created(served, jobs(1));
    served.faults.add({ kind: 'refuse-update', match: 'Jobs', times: 1 });
    expect((await updated(served, jobs(2), { DisableRollback: true })).StackStatus).toBe('UPDATE_FAILED');
    await expect(updated(served, jobs(2))).rejects.toThrow(/non-terminal \[UPDATE_FAILED\] state/);
    expect((await updated(served, jobs(2), { DisableRollback: true })).StackStatus).toBe('UPDATE_COMPLETE');
    served.faults.add({ kind: 'refuse-update', match: 'Jobs', times: 1 });
    await updated(served, jobs(3), { DisableRollback: true });
    await served.client.send(new RollbackStackCommand({ StackName: 'shop' }));
    await served.idle();
    expect((await stackOf(served, 'shop')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([...served.made.living.values()][0]?.properties).toEqual({ DelaySeconds: 2 });
  });

  test('goes on from CREATE_FAILED with rollback disabled, making what is missing', async () => {
    served.faults.add({ kind: 'refuse-create', match: 'Jobs', times: 1 });
    const template = { Resources: { Files: { Type: 'AWS::S3::Bucket' }, Jobs: queue({}, { DependsOn: 'Files' }) } };
    await created(served, template, { DisableRollback: true });
    const stack = await updated(served, template, { DisableRollback: true });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(living()).toEqual(['Files', 'Jobs']);
  });

  test('uses the previous template and previous parameter values', async () => {
    const template = {
      Parameters: { Delay: { Type: 'Number' }, Name: { Type: 'String', Default: 'n' } },
      Resources: { Jobs: queue({ DelaySeconds: { Ref: 'Delay' }, QueueName: { Ref: 'Name' } }) },
    };
    await created(served, template, {
      Parameters: [
        { ParameterKey: 'Delay', ParameterValue: '1' },
        { ParameterKey: 'Name', ParameterValue: 'mine' },
      ],
    });
    const stack = await updated(
      served,
      {},
      {
        TemplateBody: undefined,
        UsePreviousTemplate: true,
        Parameters: [
          { ParameterKey: 'Delay', ParameterValue: '5' },
          { ParameterKey: 'Name', UsePreviousValue: true },
        ],
      },
    );
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(served.made.living.get('mine')?.properties).toMatchObject({ DelaySeconds: 5 });
  });

  test('keeps a service role once it was given (trap T37)', async () => {
    await created(served, jobs(1), { RoleARN: 'arn:aws:iam::123456789012:role/cfn' });
    expect((await updated(served, jobs(2))).RoleARN).toBe('arn:aws:iam::123456789012:role/cfn');
  });

  test('refuses what is not there, and another type under the same logical id', async () => {
    await expect(updated(served, jobs(1))).rejects.toThrow('Stack [shop] does not exist');
    await created(served, jobs(1));
    await expect(updated(served, { Resources: { Jobs: { Type: 'AWS::S3::Bucket' } } })).rejects.toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [Jobs]',
    );
  });
});
