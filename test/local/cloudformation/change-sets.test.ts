import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, stackOf } from './stack-helpers';

const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const one = { Resources: { Jobs: queue({ QueueName: 'one', DelaySeconds: 1 }) } };

describe('change sets', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const prepare = async (template: object, input: Partial<CreateChangeSetCommandInput> = {}) => {
    const names = { StackName: 'shop', ChangeSetName: 'next' };
    await served.client.send(
      new CreateChangeSetCommand({ ...names, TemplateBody: JSON.stringify(template), ...input }),
    );
    return served.client.send(new DescribeChangeSetCommand({ ...names, ChangeSetName: input.ChangeSetName ?? 'next' }));
  };
  const execute = async (input: object = {}) => {
    await served.client.send(new ExecuteChangeSetCommand({ StackName: 'shop', ChangeSetName: 'next', ...input }));
    await served.idle();
    return stackOf(served, 'shop');
  };

  test('creates a stack by way of REVIEW_IN_PROGRESS (trap T34), ready at the first look', async () => {
    const changeSet = await prepare(one, { ChangeSetType: 'CREATE', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(changeSet).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect(changeSet.Changes?.[0]?.ResourceChange).toMatchObject({ Action: 'Add', LogicalResourceId: 'Jobs' });
    expect((await stackOf(served, 'shop')).StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect(served.made.living.size).toBe(0);
    const stack = await execute({ ClientRequestToken: 'go' });
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      ChangeSetId: changeSet.ChangeSetId,
      Tags: [{ Key: 'a', Value: 'b' }],
    });
  });

  test('updates a stack and says beforehand what will be replaced', async () => {
    await created(served, {
      Resources: {
        Jobs: queue({ QueueName: 'one' }),
        Files: {
          Type: 'AWS::S3::Bucket',
          Properties: { BucketName: { 'Fn::Join': ['-', ['files', { Ref: 'Jobs' }]] } },
        },
        Slow: queue({ DelaySeconds: 1 }),
        Old: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
      },
    });
    const changeSet = await prepare({
      Resources: {
        Jobs: queue({ QueueName: 'two' }),
        Files: {
          Type: 'AWS::S3::Bucket',
          Properties: { BucketName: { 'Fn::Join': ['-', ['files', { Ref: 'Jobs' }]] } },
        },
        Slow: queue({ DelaySeconds: 2 }),
      },
    });
    const changes = Object.fromEntries(
      (changeSet.Changes ?? []).map(({ ResourceChange }) => [ResourceChange?.LogicalResourceId, ResourceChange]),
    );
    expect(changes.Jobs).toMatchObject({
      Action: 'Modify',
      Replacement: 'True',
      PolicyAction: 'ReplaceAndDelete',
      Scope: ['Properties'],
      PhysicalResourceId: 'one',
    });
    expect(changes.Jobs?.Details?.[0]).toMatchObject({
      Target: { Attribute: 'Properties', Name: 'QueueName', RequiresRecreation: 'Always' },
      Evaluation: 'Static',
      ChangeSource: 'DirectModification',
    });
    expect(changes.Files).toMatchObject({ Action: 'Modify', Replacement: 'Conditional' });
    expect(changes.Files?.Details).toMatchObject([
      { ChangeSource: 'ResourceReference', Evaluation: 'Static', CausingEntity: 'Jobs' },
      { ChangeSource: 'DirectModification', Evaluation: 'Dynamic' },
    ]);
    expect(changes.Slow).toMatchObject({ Action: 'Modify', Replacement: 'False' });
    expect(changes.Old).toMatchObject({ Action: 'Remove', PolicyAction: 'Retain' });
    expect((await execute()).StackStatus).toBe('UPDATE_COMPLETE');
    expect(served.made.living.has('two')).toBe(true);
  });

  test('fails in AWS words when nothing changes, and cannot be executed then', async () => {
    await created(served, one);
    expect(await prepare(one)).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    await expect(execute()).rejects.toMatchObject({ name: 'InvalidChangeSetStatusException' });
  });

  test('honours OnStackFailure', async () => {
    served.faults.add({ kind: 'refuse-create' });
    await prepare(one, { ChangeSetType: 'CREATE', OnStackFailure: 'DO_NOTHING' });
    expect((await execute()).StackStatus).toBe('CREATE_FAILED');
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    const { StackId } = await prepare(one, { ChangeSetType: 'CREATE', OnStackFailure: 'DELETE' });
    await served.client.send(new ExecuteChangeSetCommand({ StackName: 'shop', ChangeSetName: 'next' }));
    await served.idle();
    const { Stacks } = await served.client.send(new DescribeStacksCommand({ StackName: StackId }));
    expect(Stacks?.[0]?.StackStatus).toBe('DELETE_COMPLETE');
  });

  test('refuses the wrong type for the stack', async () => {
    await expect(prepare(one)).rejects.toThrow('Stack [shop] does not exist');
    await created(served, one);
    await expect(prepare(one, { ChangeSetType: 'CREATE' })).rejects.toThrow(
      'Stack [shop] already exists and cannot be created again with the changeSet [next].',
    );
    await expect(prepare(one, { ImportExistingResources: true })).rejects.toThrow(/^ImportExistingResources is not/);
  });

  // aws-cdk 2.1148.1 bootstraps with a change set of this kind.
  test('refuses cdk bootstrap by name, and says the way out', async () => {
    const bootstrap = { ChangeSetType: 'CREATE', ImportExistingResources: true } as const;
    const refusal = /^cdk bootstrap is not supported by this local endpoint\..*LegacyStackSynthesizer/;
    await expect(prepare(one, { ...bootstrap, StackName: 'CDKToolkit' })).rejects.toThrow(refusal);
    const variant = { Parameters: { Qualifier: { Type: 'String', Default: '/cdk-bootstrap/x' } }, ...one };
    await expect(prepare(variant, { ...bootstrap, StackName: 'Toolkit' })).rejects.toThrow(refusal);
  });

  test('is listed, shows its template, and is deleted; the stack under review stays until it is deleted', async () => {
    const { ChangeSetId } = await prepare(one, { ChangeSetType: 'CREATE' });
    await prepare(one, { ChangeSetType: 'CREATE', ChangeSetName: 'other' });
    await expect(prepare(one, { ChangeSetType: 'CREATE' })).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    const { Summaries } = await served.client.send(new ListChangeSetsCommand({ StackName: 'shop' }));
    expect(Summaries?.map(({ ChangeSetName }) => ChangeSetName)).toEqual(['next', 'other']);
    const { TemplateBody } = await served.client.send(
      new GetTemplateCommand({ StackName: 'shop', ChangeSetName: 'next' }),
    );
    expect(TemplateBody).toBe(JSON.stringify(one));
    await served.client.send(new DeleteChangeSetCommand({ ChangeSetName: ChangeSetId }));
    await expect(
      served.client.send(new DescribeChangeSetCommand({ StackName: 'shop', ChangeSetName: 'next' })),
    ).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    await expect(stackOf(served, 'shop')).rejects.toThrow('Stack with id shop does not exist');
  });

  test('is gone when another was executed', async () => {
    await created(served, one);
    const two = { Resources: { Jobs: queue({ QueueName: 'one', DelaySeconds: 2 }) } };
    await prepare(two, { ChangeSetName: 'other' });
    await prepare(two);
    await execute();
    const { Summaries } = await served.client.send(new ListChangeSetsCommand({ StackName: 'shop' }));
    expect(Summaries).toEqual([]);
    await expect(
      served.client.send(new DescribeChangeSetCommand({ StackName: 'shop', ChangeSetName: 'other' })),
    ).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
  });
});
