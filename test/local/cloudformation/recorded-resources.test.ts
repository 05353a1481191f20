import { DeleteStackCommand, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { iamRole } from '../../../lib/local/iam/role-type';
import { openQueues } from '../../../lib/local/sqs/open-queues';
import { sqsQueue } from '../../../lib/local/sqs/queue-type';
import { queuesService } from '../../../lib/local/sqs/sqs-service';
import { serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';
import { memoryJournal } from '../state/memory-journal';
import { serve } from './serve';
import { created } from './stack-helpers';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services, the test's name and date
// beside each). What becomes of resources.
let small: SmallWorld;
beforeEach(() => {
  small = smallWorld();
});
afterEach(() => small.close());

describe('properties that a template drops', () => {
  const remade = async (former: object, next: object) => {
    const options = { journal: memoryJournal(), accountId: '123456789012', endpoint: () => 'http://127.0.0.1:1' };
    const queues = openQueues(options);
    const context = { ...small.context('Jobs'), world: { queues } };
    const state = await sqsQueue.create(context as never, { QueueName: 'jobs', ...former });
    await sqsQueue.update(context as never, state, { QueueName: 'jobs', ...next }, { QueueName: 'jobs', ...former });
    const served = await serveServices(queuesService({ queues }));
    const input = { QueueUrl: state.physicalId, AttributeNames: ['All'] };
    const { Attributes } = await served.json('sqs', 'AmazonSQS.GetQueueAttributes', input);
    await served.close();
    return Attributes as Record<string, string>;
  };

  test('C15 put a queue back to the defaults, MaximumMessageSize to 262144 (test_change_sets::test_queue_update, 2025-12-05)', async () => {
    const given = { MaximumMessageSize: 4321, MessageRetentionPeriod: 17539, ReceiveMessageWaitTimeSeconds: 17 };
    expect(await remade({ ...given, VisibilityTimeout: 43, DelaySeconds: 17 }, {})).toMatchObject({
      MaximumMessageSize: '262144',
      MessageRetentionPeriod: '345600',
      ReceiveMessageWaitTimeSeconds: '0',
      VisibilityTimeout: '30',
      DelaySeconds: '0',
    });
  });

  test('C15 leave the key, and those that stay (test_update_standard_queue_remove_some_properties, 2025-12-18)', async () => {
    const stays = { VisibilityTimeout: 43, DelaySeconds: 17 };
    const goes = { KmsMasterKeyId: 'alias/x', MaximumMessageSize: 4321 };
    const attributes = await remade({ ...stays, ...goes }, stays);
    expect(attributes).toMatchObject({ MaximumMessageSize: '262144', VisibilityTimeout: '43', DelaySeconds: '17' });
    // Absent or empty: a queue without a key of its own.
    expect(attributes.KmsMasterKeyId || undefined).toBeUndefined();
  });

  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html: 3,600 seconds when no value is specified.
  test('C15 put a role back to an hour and no description', async () => {
    const context = small.context('Role');
    const asked = { AssumeRolePolicyDocument: {}, RoleName: 'shop' };
    const given = { ...asked, Description: 'sells', MaxSessionDuration: 7200 };
    const state = await iamRole.create(context, given);
    expect(small.world.roles.roles()[0]).toMatchObject({ description: 'sells', maxSession: 7200 });
    await iamRole.update(context, state, asked, given);
    expect(small.world.roles.roles()[0]).toMatchObject({ description: '', maxSession: 3600 });
  });
});

test('C17 a policy without roles fails, cannot be deleted, and is left behind (api test_stacks::test_blocked_stack_deletion, 2023-09-06)', async () => {
  const served = await serve();
  const policy = { PolicyName: 'broken', PolicyDocument: { Version: '2012-10-17', Statement: [] } };
  const template = { Resources: { BrokenPolicy: { Type: 'AWS::IAM::Policy', Properties: policy } } };
  const capable = { Capabilities: ['CAPABILITY_IAM' as const] };
  const { StackId = '', StackStatus, StackStatusReason } = await created(served, template, capable);
  expect(StackStatus).toBe('ROLLBACK_FAILED');
  expect(StackStatusReason).toBe('The following resource(s) failed to delete: [BrokenPolicy]. ');
  await served.client.send(new DeleteStackCommand({ StackName: StackId }));
  await served.idle();
  await served.client.send(new DeleteStackCommand({ StackName: StackId, RetainResources: ['BrokenPolicy'] }));
  await served.idle();
  const { Stacks } = await served.client.send(new DescribeStacksCommand({ StackName: StackId }));
  expect(Stacks?.[0]?.StackStatus).toBe('DELETE_COMPLETE');
  const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: StackId }));
  const who = (logicalId = '') => (logicalId === 'shop' ? 'stack' : logicalId);
  expect(StackEvents.toReversed().map((one) => `${who(one.LogicalResourceId)} ${one.ResourceStatus}`)).toEqual([
    'stack CREATE_IN_PROGRESS',
    'BrokenPolicy CREATE_IN_PROGRESS',
    'BrokenPolicy CREATE_IN_PROGRESS',
    'BrokenPolicy CREATE_FAILED',
    'stack ROLLBACK_IN_PROGRESS',
    'BrokenPolicy DELETE_IN_PROGRESS',
    'BrokenPolicy DELETE_FAILED',
    'stack ROLLBACK_FAILED',
    'stack DELETE_IN_PROGRESS',
    'BrokenPolicy DELETE_IN_PROGRESS',
    'BrokenPolicy DELETE_FAILED',
    'stack DELETE_FAILED',
    'stack DELETE_IN_PROGRESS',
    'BrokenPolicy DELETE_SKIPPED',
    'stack DELETE_COMPLETE',
  ]);
  await served.close();
});
