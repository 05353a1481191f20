import {
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, stackOf, updated } from './stack-helpers';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services/cloudformation, the
// test's name and date beside each). What a stack shows of itself.
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const jobs = (delay: number) => ({ Resources: { Jobs: queue({ DelaySeconds: delay }) } });

describe('a stack as AWS recorded it', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const prepare = async (template: object, type: 'CREATE' | 'UPDATE', name = 'next') => {
    const names = { StackName: 'shop', ChangeSetName: name };
    const body = JSON.stringify(template);
    const { Id = '' } = await served.client.send(
      new CreateChangeSetCommand({ ...names, ChangeSetType: type, TemplateBody: body }),
    );
    return Id;
  };
  const execute = async (name = 'next') => {
    await served.client.send(new ExecuteChangeSetCommand({ StackName: 'shop', ChangeSetName: name }));
    await served.idle();
    return stackOf(served, 'shop');
  };
  const eventsOf = async (stackName: string, logicalId: string): Promise<readonly StackEvent[]> => {
    const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: stackName }));
    return StackEvents.filter((event) => event.LogicalResourceId === logicalId).toReversed();
  };
  const states = (events: readonly StackEvent[]) =>
    events.map(
      ({ ResourceStatus, ResourceStatusReason: reason }) => `${ResourceStatus}${reason ? ` | ${reason}` : ''}`,
    );

  test('C2 passes UPDATE_COMPLETE_CLEANUP_IN_PROGRESS on every update (test_direct_attribute_value_change, 2025-04-08)', async () => {
    await prepare(jobs(1), 'CREATE');
    await execute();
    await prepare(jobs(2), 'UPDATE');
    await execute();
    expect(states(await eventsOf('shop', 'shop'))).toEqual([
      'REVIEW_IN_PROGRESS | User Initiated',
      'CREATE_IN_PROGRESS | User Initiated',
      'CREATE_COMPLETE',
      'UPDATE_IN_PROGRESS | User Initiated',
      'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_COMPLETE',
    ]);
  });

  test('C5 lists waiting change sets only; an executed one is described by its ARN (test_list_change_sets, 2025-09-16; test_name_conflicts, 2023-11-22)', async () => {
    const first = await prepare(jobs(1), 'CREATE');
    await execute();
    await prepare(jobs(2), 'UPDATE', 'waiting');
    const { Summaries = [] } = await served.client.send(new ListChangeSetsCommand({ StackName: 'shop' }));
    expect(Summaries.map(({ ChangeSetName, ExecutionStatus }) => `${ChangeSetName} ${ExecutionStatus}`)).toEqual([
      'waiting AVAILABLE',
    ]);
    const executed = await served.client.send(new DescribeChangeSetCommand({ ChangeSetName: first }));
    expect(executed).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'EXECUTE_COMPLETE' });
  });

  test('C6 has LastUpdatedTime once its first change set was executed, and none after CreateStack (test_stack_lifecycle, 2023-11-28; test_name_conflicts, 2024-03-26)', async () => {
    const plain = await created(served, jobs(1), { StackName: 'plain' });
    expect(plain.LastUpdatedTime).toBeUndefined();
    expect(plain.ChangeSetId).toBeUndefined();
    await prepare(jobs(1), 'CREATE');
    const stack = await execute();
    expect(stack.LastUpdatedTime).toBeInstanceOf(Date);
    expect(stack.ChangeSetId).toMatch(/:changeSet\/next\//);
  });

  test('C7 leaves out empty outputs, parameters and capabilities (test_stack_description_lifecycle[no-tags], 2025-09-09)', async () => {
    const set = await prepare(jobs(1), 'CREATE');
    const stack = await execute();
    expect(stack).toMatchObject({ Tags: [], NotificationARNs: [], RollbackConfiguration: {} });
    expect(stack.Outputs).toBeUndefined();
    expect(stack.Parameters).toBeUndefined();
    expect(stack.Capabilities).toBeUndefined();
    const described = await served.client.send(new DescribeChangeSetCommand({ ChangeSetName: set }));
    expect(described).toMatchObject({ Capabilities: [], NotificationARNs: [], IncludeNestedStacks: false });
    expect(described.Parameters).toBeUndefined();
    expect(described.Tags).toBeUndefined();
  });

  test('C8 shows neither change set nor protection once it is deleted (test_stack_lifecycle, 2023-11-28)', async () => {
    await prepare(jobs(1), 'CREATE');
    const { StackId = '' } = await execute();
    await served.client.send(new DeleteStackCommand({ StackName: StackId }));
    await served.idle();
    const stack = await stackOf(served, StackId);
    expect(stack).toMatchObject({ StackStatus: 'DELETE_COMPLETE', Tags: [] });
    expect(stack.DeletionTime).toBeInstanceOf(Date);
    expect(stack.LastUpdatedTime).toBeInstanceOf(Date);
    expect(stack.ChangeSetId).toBeUndefined();
    expect(stack.EnableTerminationProtection).toBeUndefined();
  });

  test('C8 shows DeletionTime and no change set when its creation was rolled back (test_handle_existing_log_group, 2025-10-06)', async () => {
    served.faults.add({ kind: 'refuse-create' });
    await prepare(jobs(1), 'CREATE');
    const stack = await execute();
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE', EnableTerminationProtection: false });
    expect(stack.DeletionTime).toBeInstanceOf(Date);
    expect(stack.LastUpdatedTime).toBeInstanceOf(Date);
    expect(stack.ChangeSetId).toBeUndefined();
  });

  test('C11 names events of resources after resource, state and time (test_list_events_after_deployment, 2022-10-05)', async () => {
    await created(served, jobs(1));
    const ids = (await eventsOf('shop', 'Jobs')).map(({ EventId }) => EventId);
    expect(ids.at(-1)).toMatch(/^Jobs-CREATE_COMPLETE-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(new Set(ids).size).toBe(3);
    expect((await eventsOf('shop', 'shop'))[0]?.EventId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test('C11, C12 of what an update removes: a UUID after the name, and no properties (test_resource_deletion, 2025-04-08)', async () => {
    const gone = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'gone' } };
    await created(served, { Resources: { ...jobs(1).Resources, Gone: gone } });
    await updated(served, jobs(1));
    const [starting, ended] = (await eventsOf('shop', 'Gone')).slice(-2);
    expect([starting?.ResourceStatus, ended?.ResourceStatus]).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(ended?.EventId).toMatch(/^Gone-[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect([starting?.ResourceProperties, ended?.ResourceProperties]).toEqual([undefined, undefined]);
  });

  test('C12 shows properties while the whole stack is deleted, without NoEcho values (test_stack_deploy_order[A-B-C], 2024-05-29)', async () => {
    const { StackId = '' } = await created(
      served,
      {
        Parameters: { Password: { Type: 'String', NoEcho: true } },
        Resources: {
          A: queue({ QueueName: 'a' }),
          B: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: { Ref: 'A' }, Value: { Ref: 'Password' } }] } },
        },
      },
      { Parameters: [{ ParameterKey: 'Password', ParameterValue: 'hunter2' }] },
    );
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    const shown = (await eventsOf(StackId, 'B')).slice(-2);
    expect(states(shown)).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    for (const { ResourceProperties } of shown) {
      expect(JSON.parse(ResourceProperties ?? '')).toEqual({ Tags: [{ Key: 'a', Value: '****' }] });
    }
  });

  test('C18 is updated by another UpdateReplacePolicy alone (test_update_with_previous_parameter_value, 2025-08-08)', async () => {
    await created(served, { Resources: { Jobs: queue({ DelaySeconds: 1 }, { UpdateReplacePolicy: 'Delete' }) } });
    expect((await updated(served, jobs(1))).StackStatus).toBe('UPDATE_COMPLETE');
    await expect(updated(served, jobs(1))).rejects.toThrow('No updates are to be performed.');
  });

  test('C19 gives no summary of its template while it is under review (test_get_template_summary_non_executed_change_set, 2025-09-10)', async () => {
    await prepare(jobs(1), 'CREATE');
    await expect(served.client.send(new GetTemplateSummaryCommand({ StackName: 'shop' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
