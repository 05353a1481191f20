import { kits } from '../../../../lib/settings/rights/kits';
import { rightsFor } from '../../../../lib/settings/rights/rights-for';
import { permissions } from '../../../fixtures/extension-permissions.json';
import { applicationInput, staging } from '../../inputs';
import { applicationTemplate } from '../../template';
import { bundleBucket, statementsOf } from '../attacks/resolved';
import { may, type Statement } from '../ci-calls/may';
import type { Need } from '../ci-calls/needs-of';
import { fits } from '../iam/patterns';

/** What the handlers list and the ready rights leave out, and why; a `*` where the whole service is. */
const leftOut: Readonly<Record<string, string>> = {
  'AWS::ElastiCache::* logs:*': 'for caches that deliver their logs',
  'AWS::ElastiCache::* firehose:*': 'for caches that deliver their logs',
  'AWS::ElastiCache::* s3:GetObject': 'for caches that start from a file in a bucket',
  'AWS::ElastiCache::* elasticache:CreateSnapshot':
    'for a snapshot before the deletion: a preview leaves nothing behind',
  '* kms:*': "for keys of one's own; AWS's own keys need none",
  'AWS::Lambda::Function elasticfilesystem:*': 'for functions with a file system',
  'AWS::Lambda::Function lambda:GetLayerVersion': 'for functions with layers, which are no names of the project',
  'AWS::Lambda::Function lambda:GetCodeSigningConfig': 'for functions whose code is signed',
  'AWS::Lambda::Function lambda:PutFunctionCodeSigningConfig': 'for functions whose code is signed',
  'AWS::Lambda::Function lambda:DeleteFunctionCodeSigningConfig': 'for functions whose code is signed',
  'AWS::SNS::Topic iam:PassRole': 'for topics whose delivery is logged',
  'AWS::DynamoDB::Table logs:*': 'for tables that are imported',
  'AWS::DynamoDB::Table s3:*': 'for tables that are imported',
  'AWS::DynamoDB::Table kinesis:*': 'for tables that stream into Kinesis',
  'AWS::DynamoDB::Table dynamodb:*KinesisStreamingDestination': 'for tables that stream into Kinesis',
  'AWS::DynamoDB::Table dynamodb:*TableReplica': 'for tables in several regions',
  'AWS::DynamoDB::Table iam:CreateServiceLinkedRole': 'for tables in several regions',
  'AWS::DynamoDB::Table dynamodb:DescribeImport': 'for tables that are imported',
  'AWS::DynamoDB::Table dynamodb:ImportTable': 'for tables that are imported',
  ...Object.fromEntries(
    ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((name) => [
      `AWS::DynamoDB::Table dynamodb:${name}`,
      'for tables that are imported',
    ]),
  ),
  'AWS::DynamoDB::Table dynamodb:*ResourcePolicy': 'for tables that have a policy',
  'AWS::Logs::LogGroup logs:*KmsKey': "for keys of one's own",
  'AWS::Logs::LogGroup logs:*DataProtectionPolicy': 'for log groups that mask what is in them',
  'AWS::Logs::LogGroup logs:*IndexPolicy': 'for log groups with an index',
  'AWS::Logs::LogGroup logs:*ResourcePolicy': 'for log groups that others write to',
  'AWS::Logs::LogGroup logs:CreateLogDelivery': 'for log groups that are delivered elsewhere',
  'AWS::Logs::LogGroup logs:PutBearerTokenAuthentication': 'a setting that nothing simple makes',
  'AWS::Logs::LogGroup logs:PutLogGroupDeletionProtection': 'a preview leaves nothing behind',
  'AWS::Logs::LogGroup firehose:*': 'for log groups that are delivered elsewhere',
  'AWS::Logs::LogGroup s3:*': 'for log groups that are delivered elsewhere',
};

const { account } = applicationInput(staging).account;
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
const role = `arn:aws:iam::${account}:role/shop-preview/shop-preview-x-JobsServiceRole-1A2B3C`;
const jobs = arn('lambda', 'function:shop-preview-x-Jobs-1A2B3C');

/** How CloudFormation names what it makes of each type, or an extension by `name()`. */
const made: Readonly<Record<string, string>> = {
  ReplicationGroup: arn('elasticache', 'replicationgroup:shop-preview-cache-1a2b3c4d'),
  SubnetGroup: arn('elasticache', 'subnetgroup:shop-preview-x-cachesubnets-1a2b3c'),
  ParameterGroup: arn('elasticache', 'parametergroup:shop-preview-x-cacheparameters-1a2b3c'),
  Function: jobs,
  Permission: jobs,
  EventSourceMapping: arn('lambda', 'event-source-mapping:0a1b2c3d-0000-1111-2222-333344445555'),
  LogGroup: arn('logs', 'log-group:shop-preview-x-JobsLogs-1A2B3C'),
  Topic: arn('sns', 'shop-preview-x-News-1A2B3C'),
  TopicPolicy: arn('sns', 'shop-preview-x-News-1A2B3C'),
  Table: arn('dynamodb', 'table/shop-preview-x-Carts-1A2B3C'),
  RolePolicy: role,
};

function needOf(type: string, action: string): Need {
  const [service = '', call = ''] = action.split(':');
  const own = made[type.split('::')[2] ?? ''] ?? '';
  const others: Readonly<Record<string, string>> = {
    iam:
      call === 'CreateServiceLinkedRole' ? `arn:aws:iam::${account}:role/aws-service-role/x/AWSServiceRoleForX` : role,
    s3: type === 'AWS::Lambda::Function' ? `arn:aws:s3:::${bundleBucket}/x/assets/x.zip` : 'arn:aws:s3:::x/x',
  };
  const isList = /^Describe/.test(call) && ['ec2', 'elasticache', 'logs'].includes(service);
  const tags = ['RequestTag', 'ResourceTag'].flatMap((key) => [
    [`aws:${key}/preview-stacks:project`, 'shop'],
    [`aws:${key}/preview-stacks:target`, 'preview'],
  ]);
  return {
    action,
    resource: isList ? '*' : own.split(':')[2] === service ? own : (others[service] ?? arn(service, 'x/x')),
    context: {
      ...Object.fromEntries(tags),
      'aws:RequestedRegion': 'eu-central-1',
      'lambda:FunctionArn': jobs,
      'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/shop-preview-boundary`,
      'iam:PassedToService': type.startsWith('AWS::SNS') ? 'sns.amazonaws.com' : 'lambda.amazonaws.com',
      'iam:AWSServiceName': type.startsWith('AWS::ElastiCache') ? 'elasticache.amazonaws.com' : 'x.amazonaws.com',
    },
  };
}

const withRights = rightsFor('redis', 'lambda', 'topic', 'table');
const lacking = (statements: readonly Statement[]) =>
  Object.entries(permissions).flatMap(([type, handlers]) =>
    Object.keys(handlers)
      .filter((action) => !may(statements, needOf(type, action)))
      .map((action) => `${type} ${action}`),
  );

test('the ready rights have what the handlers of their types list, but for what is left out', async () => {
  const template = await applicationTemplate(applicationInput(staging, { rights: withRights }));
  const lacks = lacking(statementsOf(template, 'shop-preview-cloudformation', account));
  const isLeftOut = (one: string) => Object.keys(leftOut).some((pattern) => fits(pattern, one));
  expect(lacks.filter((one) => !isLeftOut(one))).toEqual([]);
  expect(Object.keys(leftOut).filter((pattern) => !lacks.some((one) => fits(pattern, one)))).toEqual([]);
});

test('without them nearly all of it is lacking', async () => {
  const template = await applicationTemplate(applicationInput(staging));
  const lacks = lacking(statementsOf(template, 'shop-preview-cloudformation', account));
  for (const { types } of Object.values(kits)) {
    for (const [type, creates] of Object.entries(types)) {
      if (type in permissions) expect(lacks).toContain(`${type} ${creates}`);
    }
  }
});
