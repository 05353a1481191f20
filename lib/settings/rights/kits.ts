import type { RightStatement, RightsSettings } from './rights-settings';

/** Rights for one kind of thing that extensions commonly make. */
export interface Kit extends Partial<RightsSettings> {
  /** The types of CloudFormation that it is for, each with the action that makes one. */
  readonly types: Readonly<Record<string, string>>;
}

const arn = (service: string, rest: string) => `arn:{partition}:${service}:{region}:{account}:${rest}`;
const calls = (service: string, names: string) => names.split(' ').map((name) => `${service}:${name}`);
const tagged = (key: 'RequestTag' | 'ResourceTag'): RightStatement['conditions'] => ({
  StringEquals: {
    [`aws:${key}/preview-stacks:project`]: '{project}',
    [`aws:${key}/preview-stacks:target`]: '{target}',
  },
});
const functions = arn('lambda', 'function:{prefix}*');
const mappings = arn('lambda', 'event-source-mapping:*');
const functionLogs = [arn('logs', 'log-group:{prefix}*'), arn('logs', 'log-group:/aws/lambda/{prefix}*')];
const topics = [arn('sns', '{prefix}*')];
const tables = [arn('dynamodb', 'table/{prefix}*')];

/**
 * What the handlers of the types list in AWS's public schemas, as pulumi/pulumi-aws-native keeps them in aws-cloudformation-schema (read in
 * November 2026), less what no simple use of them needs: test/constructs/rights/handlers says of each permission why it is left out.
 */
export const kits = {
  redis: {
    types: {
      'AWS::ElastiCache::ReplicationGroup': 'elasticache:CreateReplicationGroup',
      'AWS::ElastiCache::CacheCluster': 'elasticache:CreateCacheCluster',
      'AWS::ElastiCache::SubnetGroup': 'elasticache:CreateCacheSubnetGroup',
      'AWS::ElastiCache::ParameterGroup': 'elasticache:CreateCacheParameterGroup',
    },
    stack: [
      {
        because: 'A cache and its groups have the names of their target.',
        actions: calls(
          'elasticache',
          'CreateReplicationGroup ModifyReplicationGroup ModifyReplicationGroupShardConfiguration DeleteReplicationGroup CreateCacheCluster ModifyCacheCluster DeleteCacheCluster CreateCacheSubnetGroup ModifyCacheSubnetGroup DeleteCacheSubnetGroup CreateCacheParameterGroup ModifyCacheParameterGroup DeleteCacheParameterGroup AddTagsToResource RemoveTagsFromResource ListTagsForResource',
        ),
        resources: ['replicationgroup', 'cluster', 'subnetgroup', 'parametergroup'].map((kind) =>
          arn('elasticache', `${kind}:{prefix}*`),
        ),
      },
      {
        because: "A cache without a group of parameters of its own has ElastiCache's, which never change.",
        actions: calls(
          'elasticache',
          'CreateReplicationGroup ModifyReplicationGroup CreateCacheCluster ModifyCacheCluster',
        ),
        resources: [arn('elasticache', 'parametergroup:default.*')],
      },
      { because: 'CloudFormation waits for a cache by lists.', actions: ['elasticache:Describe*'], resources: ['*'] },
    ],
    serviceRoles: ['elasticache.amazonaws.com'],
  },
  lambda: {
    types: {
      'AWS::Lambda::Function': 'lambda:CreateFunction',
      'AWS::Lambda::Permission': 'lambda:AddPermission',
      'AWS::Lambda::EventSourceMapping': 'lambda:CreateEventSourceMapping',
    },
    stack: [
      {
        because: 'A function has the name of its target. CloudFormation calls it when it is behind a custom resource.',
        actions: calls(
          'lambda',
          'CreateFunction GetFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction PutFunctionConcurrency DeleteFunctionConcurrency GetFunctionCodeSigningConfig GetRuntimeManagementConfig PutRuntimeManagementConfig AddPermission RemovePermission GetPolicy InvokeFunction TagResource UntagResource ListTags',
        ),
        resources: [functions],
      },
      {
        because: 'Lambda names a mapping of a queue by itself; whose it is says its function.',
        actions: calls(
          'lambda',
          'CreateEventSourceMapping GetEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping',
        ),
        resources: ['*'],
        conditions: { ArnLike: { 'lambda:FunctionArn': functions } },
      },
      {
        because: 'A mapping gets the tags of its stack.',
        actions: ['lambda:TagResource'],
        resources: [mappings],
        conditions: tagged('RequestTag'),
      },
      {
        because: 'The tags of a mapping are read, and change with the stack.',
        actions: calls('lambda', 'UntagResource ListTags'),
        resources: [mappings],
        conditions: tagged('ResourceTag'),
      },
      {
        because: 'The logs of a function are a resource of the stack, so that they go with it.',
        actions: calls(
          'logs',
          'CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy TagResource UntagResource ListTagsForResource GetDataProtectionPolicy',
        ),
        resources: functionLogs,
      },
    ],
    app: [
      {
        because: 'Functions write their logs.',
        actions: calls('logs', 'CreateLogStream PutLogEvents'),
        resources: functionLogs,
      },
      {
        because: 'The app may call functions of its stack.',
        actions: ['lambda:InvokeFunction'],
        resources: [functions],
      },
    ],
    passRolesTo: ['lambda.amazonaws.com'],
  },
  topic: {
    types: {
      'AWS::SNS::Topic': 'sns:CreateTopic',
      'AWS::SNS::TopicPolicy': 'sns:SetTopicAttributes',
      'AWS::SNS::Subscription': 'sns:Subscribe',
    },
    stack: [
      {
        because: 'A topic has the name of its target, and its subscriptions begin with it.',
        actions: calls(
          'sns',
          'CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes Subscribe Unsubscribe GetSubscriptionAttributes SetSubscriptionAttributes ListSubscriptionsByTopic GetDataProtectionPolicy PutDataProtectionPolicy TagResource UntagResource ListTagsForResource',
        ),
        resources: topics,
      },
    ],
    app: [{ because: 'The app publishes to topics of its stack.', actions: ['sns:Publish'], resources: topics }],
  },
  table: {
    types: { 'AWS::DynamoDB::Table': 'dynamodb:CreateTable' },
    stack: [
      {
        because: 'A table has the name of its target.',
        actions: calls(
          'dynamodb',
          'CreateTable UpdateTable DeleteTable DescribeTable DescribeContinuousBackups UpdateContinuousBackups DescribeContributorInsights UpdateContributorInsights DescribeKinesisStreamingDestination DescribeTimeToLive UpdateTimeToLive GetResourcePolicy TagResource UntagResource ListTagsOfResource',
        ),
        resources: tables,
      },
    ],
    app: [
      {
        because: 'The app reads and writes tables of its stack and their indexes.',
        actions: calls(
          'dynamodb',
          'GetItem BatchGetItem PutItem UpdateItem DeleteItem BatchWriteItem ConditionCheckItem Query Scan DescribeTable',
        ),
        resources: tables,
      },
    ],
  },
} as const satisfies Readonly<Record<string, Kit>>;

/** What there are ready rights for. */
export type KitName = keyof typeof kits;
