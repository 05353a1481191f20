import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { loadEveryType } from '../../../lib/local/specification/every-type';
import { type Started, start } from '../start';

let local: Started;
let client: CloudFormationClient;
beforeAll(async () => {
  local = await start({ recordUnknown: true });
  client = new CloudFormationClient(local.client);
});
afterAll(async () => {
  client.destroy();
  await local.stop();
});

type Resources = Readonly<Record<string, { Type: string; Properties?: object; [more: string]: unknown }>>;

const bodyOf = (Resources: Resources, Outputs: Readonly<Record<string, unknown>> = {}) => ({
  TemplateBody: JSON.stringify({
    Resources,
    Outputs: Object.fromEntries(Object.entries(Outputs).map(([name, Value]) => [name, { Value }])),
  }),
});
const create = (StackName: string, resources: Resources, outputs?: Readonly<Record<string, unknown>>) =>
  client.send(new CreateStackCommand({ StackName, ...bodyOf(resources, outputs) }));
const update = (StackName: string, resources: Resources) =>
  client.send(new UpdateStackCommand({ StackName, ...bodyOf(resources) }));

async function ended(StackName: string) {
  await local.world.cloudFormation.idle();
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]) ?? [];
  return { status: stack?.StackStatus, outputs: Object.fromEntries(outputs) };
}

async function eventsOf(StackName: string, logicalId: string) {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.filter(({ LogicalResourceId }) => LogicalResourceId === logicalId).reverse();
}

const idOf = async (StackName: string, LogicalResourceId: string) => {
  const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName, LogicalResourceId }));
  return StackResources?.[0]?.PhysicalResourceId;
};

const attribute = (logicalId: string, name: string) => ({ 'Fn::GetAtt': [logicalId, name] });
const made = 'recorded-[a-z0-9]{17}';
const name = (logicalId: string) => `ten-${logicalId}-[A-Z0-9]{12}`;

test('ten unlike types are recorded, with ids and attributes in the form that AWS gives them', async () => {
  const cluster = { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'shop' } };
  await create(
    'ten',
    {
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1 } },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        },
      },
      Flow: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: { RoleArn: 'arn:aws:iam::123456789012:role/flow', DefinitionString: '{}' },
      },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 day)', Targets: [{ Id: 'flow', Arn: { Ref: 'Flow' } }] },
      },
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [] } } },
      Search: { Type: 'AWS::OpenSearchService::Domain', Properties: { DomainName: 'products' } },
      Cluster: cluster,
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
      Users: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Disk: { Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: 'true' } },
    },
    {
      ...{ stream: { Ref: 'Stream' }, streamArn: attribute('Stream', 'Arn') },
      ...{ table: { Ref: 'Table' }, tableArn: attribute('Table', 'Arn'), changes: attribute('Table', 'StreamArn') },
      ...{ flow: { Ref: 'Flow' }, flowName: attribute('Flow', 'Name'), rule: { Ref: 'Rule' } },
      ...{ key: { Ref: 'Key' }, keyArn: attribute('Key', 'Arn') },
      ...{ search: { Ref: 'Search' }, searchHost: attribute('Search', 'DomainEndpoint') },
      ...{
        cluster: { Ref: 'Cluster' },
        clusterArn: attribute('Cluster', 'Arn'),
        root: attribute('Api', 'RootResourceId'),
      },
      ...{ users: attribute('Users', 'ProviderURL'), disk: { Ref: 'Disk' } },
    },
  );
  const { status, outputs } = await ended('ten');
  expect(status).toBe('CREATE_COMPLETE');
  const arn = (rest: string) => new RegExp(`^arn:aws:${rest}$`);
  const forms: Readonly<Record<string, RegExp>> = {
    stream: new RegExp(`^${name('Stream')}$`),
    streamArn: arn(`kinesis:eu-central-1:123456789012:stream/${name('Stream')}`),
    table: new RegExp(`^${name('Table')}$`),
    tableArn: arn(`dynamodb:eu-central-1:123456789012:table/${name('Table')}`),
    changes: arn(`dynamodb:eu-central-1:123456789012:table/${name('Table')}/recorded-streamarn`),
    flow: arn(`states:eu-central-1:123456789012:stateMachine:${name('Flow')}`),
    flowName: new RegExp(`^${name('Flow')}$`),
    rule: new RegExp(`^${name('Rule')}$`),
    key: new RegExp(`^${made}$`),
    keyArn: arn(`kms:eu-central-1:123456789012:key/${made}`),
    search: /^products$/,
    searchHost: /^products\.recorded\.invalid$/,
    cluster: /^shop$/,
    clusterArn: arn('ecs:eu-central-1:123456789012:cluster/shop'),
    root: new RegExp(`^${made}$`),
    users: /^https:\/\/ten-users-[a-z0-9]{12}\.recorded\.invalid$/,
    disk: new RegExp(`^${made}$`),
  };
  expect(outputs).toEqual(
    Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, expect.stringMatching(form)])),
  );
  expect(outputs.keyArn?.endsWith(outputs.key ?? '-')).toBe(true);

  const last = (await eventsOf('ten', 'Stream')).at(-1);
  expect(last).toMatchObject({
    ResourceStatus: 'CREATE_COMPLETE',
    ResourceStatusReason: `Recorded only: its properties fit AWS's specification (${loadEveryType().from}); nothing runs behind it, and its attributes are made up.`,
  });

  await client.send(new DeleteStackCommand({ StackName: 'ten' }));
  await local.world.cloudFormation.idle();
  await expect(ended('ten')).rejects.toThrow('does not exist');
});

test('a change in place keeps what is there, and one that AWS makes anew gets another id', async () => {
  const table = (more: object) => ({
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], ...more },
    },
  });
  await create('changes', table({}));
  await ended('changes');
  const first = await idOf('changes', 'Table');
  await update('changes', table({ BillingMode: 'PAY_PER_REQUEST', Tags: [{ Key: 'team', Value: 'shop' }] }));
  expect((await ended('changes')).status).toBe('UPDATE_COMPLETE');
  expect(await idOf('changes', 'Table')).toBe(first);
  expect((await eventsOf('changes', 'Table')).at(-1)).toMatchObject({
    ...{ ResourceStatus: 'UPDATE_COMPLETE', ResourceStatusReason: expect.stringMatching(/^Recorded only: /) },
  });

  await update('changes', table({ TableName: 'orders' }));
  expect((await ended('changes')).status).toBe('UPDATE_COMPLETE');
  expect(await idOf('changes', 'Table')).toBe('orders');
  const events = await eventsOf('changes', 'Table');
  expect(events).toContainEqual(
    expect.objectContaining({ ResourceStatus: 'DELETE_COMPLETE', PhysicalResourceId: first }),
  );

  await update('changes', table({ TableName: 'orders', KeySchema: [{ AttributeName: 'no', KeyType: 'HASH' }] }));
  expect((await ended('changes')).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await eventsOf('changes', 'Table')).map(({ ResourceStatusReason: reason }) => reason)).toContainEqual(
    expect.stringContaining('cannot update a stack when a custom-named resource requires replacing'),
  );
});

test.each<[string, string, object, string]>([
  [
    'a property that AWS does not have',
    'AWS::Kinesis::Stream',
    { Colour: 'red' },
    'Encountered unsupported property Colour',
  ],
  [
    'a nested one',
    'AWS::ECS::Cluster',
    { ClusterSettings: [{ Colour: 'red' }] },
    'Encountered unsupported property Colour',
  ],
  ['a required one that is missing', 'AWS::DynamoDB::Table', {}, 'Property KeySchema cannot be empty.'],
  [
    'a number that is text',
    'AWS::KMS::Key',
    { PendingWindowInDays: 'soon' },
    'Properties validation failed for resource It with message: #/PendingWindowInDays: expected type: Integer, found: String',
  ],
])('%s is refused in the words for types that run', async (_case, type, properties, reason) => {
  const stack = `refused-${type.replaceAll('::', '-')}-${Object.keys(properties)[0] ?? 'none'}`;
  await create(stack, { It: { Type: type, Properties: properties } });
  expect((await ended(stack)).status).toBe('ROLLBACK_COMPLETE');
  expect((await eventsOf(stack, 'It')).map(({ ResourceStatusReason }) => ResourceStatusReason)).toContain(reason);
});

test('what AWS has not is refused in its words: a type, an attribute', async () => {
  const validate = (resources: Resources, outputs = {}) =>
    client.send(new ValidateTemplateCommand(bodyOf(resources, outputs)));
  await expect(validate({ It: { Type: 'AWS::Kinesis::Streem' } })).rejects.toThrow(
    /^Template format error: Unrecognized resource types: \[AWS::Kinesis::Streem\]$/,
  );
  await expect(validate({ It: { Type: 'AWS::Kinesis::Stream' } }, { arn: attribute('It', 'Colour') })).rejects.toThrow(
    'resource It does not support attribute type Colour in Fn::GetAtt',
  );
});

test('an endpoint without the option refuses such types, and names it, beside one that has it', async () => {
  const strict = await start();
  const other = new CloudFormationClient(strict.client);
  const asked = other.send(new ValidateTemplateCommand(bodyOf({ It: { Type: 'AWS::Kinesis::Stream' } })));
  const { message } = await asked.then(
    () => ({ message: 'taken' }),
    (error: Error) => error,
  );
  other.destroy();
  await strict.stop();
  expect(message).toMatch(
    /^Template format error: Unrecognized resource types: \[AWS::Kinesis::Stream\]\. .*--record-unknown \(startLocal: `recordUnknown`\)/,
  );
});
