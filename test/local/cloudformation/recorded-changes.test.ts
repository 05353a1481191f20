import { CreateChangeSetCommand, DescribeChangeSetCommand, type ResourceChange } from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created } from './stack-helpers';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services/cloudformation, the test's
// name and date beside each). The recorded resources are topics; here they are queues and buckets.
const queue = (Properties: object) => ({ Type: 'AWS::SQS::Queue', Properties });

describe('the changes of a change set as AWS recorded them', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const changesOf = async (template: object, input: object = {}, IncludePropertyValues = false) => {
    const names = { StackName: 'shop', ChangeSetName: 'next' };
    const TemplateBody = JSON.stringify(template);
    await served.client.send(new CreateChangeSetCommand({ ...names, TemplateBody, ...input }));
    const { Changes = [] } = await served.client.send(
      new DescribeChangeSetCommand({ ...names, IncludePropertyValues }),
    );
    return Object.fromEntries(
      Changes.map(({ ResourceChange: change }) => [change?.LogicalResourceId ?? '', change as ResourceChange]),
    );
  };

  test('C10 IncludePropertyValues shows what stood there and what will (test_change_set_fn_get_attr::test_immutable_property_update_causes_resource_replacement, 2025-04-08)', async () => {
    const template = (name: string, size: number) => ({
      Resources: {
        Topic1: queue({ QueueName: name, MaximumMessageSize: size }),
        Topic2: queue({ RedriveAllowPolicy: { 'Fn::GetAtt': ['Topic1', 'QueueName'] } }),
      },
    });
    await created(served, template('topic-name-1', 1024));
    const { Topic1, Topic2 } = await changesOf(template('updated-topic-name-1', 2048), {}, true);
    expect(JSON.parse(Topic1?.BeforeContext ?? '')).toEqual({
      Properties: { QueueName: 'topic-name-1', MaximumMessageSize: 1024 },
    });
    expect(JSON.parse(Topic1?.AfterContext ?? '')).toEqual({
      Properties: { QueueName: 'updated-topic-name-1', MaximumMessageSize: 2048 },
    });
    expect(Topic1?.Details?.find(({ Target }) => Target?.Name === 'QueueName')?.Target).toEqual({
      AfterValue: 'updated-topic-name-1',
      Attribute: 'Properties',
      AttributeChangeType: 'Modify',
      BeforeValue: 'topic-name-1',
      Name: 'QueueName',
      Path: '/Properties/QueueName',
      RequiresRecreation: 'Always',
    });
    const Target = {
      AfterValue: '{{changeSet:KNOWN_AFTER_APPLY}}',
      Attribute: 'Properties',
      AttributeChangeType: 'Modify',
      BeforeValue: 'topic-name-1',
      Name: 'RedriveAllowPolicy',
      Path: '/Properties/RedriveAllowPolicy',
      RequiresRecreation: 'Never',
    };
    expect(Topic2?.Details).toHaveLength(2);
    expect(Topic2?.Details).toEqual(
      expect.arrayContaining([
        { ChangeSource: 'DirectModification', Evaluation: 'Dynamic', Target },
        { CausingEntity: 'Topic1.QueueName', ChangeSource: 'ResourceAttribute', Evaluation: 'Static', Target },
      ]),
    );
  });

  test('C10 values of NoEcho parameters are not shown, and nothing is without IncludePropertyValues', async () => {
    const template = {
      Parameters: { Password: { Type: 'String', NoEcho: true } },
      Resources: { Jobs: queue({ KmsMasterKeyId: { Ref: 'Password' } }) },
    };
    const given = (ParameterValue: string) => ({ Parameters: [{ ParameterKey: 'Password', ParameterValue }] });
    await created(served, template, given('hunter1'));
    const shown = await changesOf(template, given('hunter2'), true);
    expect(shown.Jobs?.Details?.[0]?.Target).toMatchObject({ BeforeValue: '****', AfterValue: '****' });
    expect(JSON.stringify(shown)).not.toContain('hunter');
    const { Changes } = await served.client.send(
      new DescribeChangeSetCommand({ StackName: 'shop', ChangeSetName: 'next' }),
    );
    expect(Changes?.[0]?.ResourceChange?.AfterContext).toBeUndefined();
    expect(Changes?.[0]?.ResourceChange?.Details?.[0]?.Target?.AfterValue).toBeUndefined();
  });
});
