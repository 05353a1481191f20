import { cleanup, cloudFormation, control, deploy, iam, previews, stack } from '../names';
import { type Context, each, type Group, group, on } from '../table';

const under = (role: string): Context => ({ 'cloudformation:RoleArn': iam(`role/${role}`) });
const calls = (...names: readonly string[]) => names.map((name) => `cloudformation:${name}`);
const pass = 'iam:PassRole';
const create = 'cloudformation:CreateChangeSet';
const preview = stack('shop-preview-login-0a1b2c3d');
const passed: Context = { 'iam:PassedToService': 'cloudformation.amazonaws.com' };
const administrator = iam('role/administrator');
const changes = calls(
  'DeleteStack',
  'ExecuteChangeSet',
  'DeleteChangeSet',
  'UpdateTerminationProtection',
  'GetTemplate',
);
const elsewhere = ['shop-application-staging', 'shop-production', 'shop-ui-preview-login', 'shop', 'acme'].map(stack);

export const stackRows: readonly Group[] = [
  group('roles for CI tag stacks of their own alone', [previews, deploy.staging], {
    denied: elsewhere.flatMap((one) => each(calls('TagResource', 'UntagResource'), one)),
    allowed: each(calls('TagResource', 'UntagResource'), preview),
  }),
  group('jobs of any branch make, change and delete stacks of previews alone', previews, {
    denied: [
      ...[stack('shop-staging'), ...elsewhere].flatMap((one) => [
        ...each(changes, one),
        [create, one, under(cloudFormation.preview)] as const,
      ]),
      ...each(
        calls(
          'CreateStack',
          'UpdateStack',
          'SetStackPolicy',
          'RollbackStack',
          'CancelUpdateStack',
          'CreateStackRefactor',
        ),
        preview,
        under(cloudFormation.preview),
      ),
    ],
    allowed: [...each(changes, preview), [create, preview, under(cloudFormation.preview)]],
  }),
  group('jobs of any branch read no templates of stages', previews, {
    denied: [stack('shop-staging'), ...elsewhere].flatMap((one) =>
      each(calls('GetTemplate', 'DescribeStackEvents', 'ListStackResources', 'DescribeChangeSet'), one),
    ),
    allowed: each(calls('GetTemplate', 'DescribeStackEvents', 'ListStackResources'), preview),
  }),
  group('jobs of any branch hand over the role for previews and no other', previews, {
    denied: [
      [create, preview],
      ...[cloudFormation.staging, cloudFormation.production, 'administrator'].map(
        (role) => [create, preview, under(role)] as const,
      ),
      ...on(pass, [iam(`role/${cloudFormation.staging}`), iam('role/shop-staging-beanstalk'), administrator], passed),
    ],
    allowed: on(pass, [iam(`role/${cloudFormation.preview}`)], passed),
  }),
  group(
    'roles for CI pass a role to CloudFormation and to no other service',
    [previews, deploy.staging, cleanup, control],
    {
      denied: ['ec2', 'lambda', 'elasticbeanstalk', 'ecs-tasks'].flatMap((service) =>
        on(pass, [iam(`role/${cloudFormation.preview}`)], {
          'iam:PassedToService': `${service}.amazonaws.com`,
        }),
      ),
      allowed: on(pass, [iam(`role/${cloudFormation.preview}`)], passed),
    },
  ),
  group('the role for deploys of production passes its own role to CloudFormation alone', deploy.production, {
    denied: [
      ...on(pass, [iam(`role/${cloudFormation.production}`)], { 'iam:PassedToService': 'ec2.amazonaws.com' }),
      ...on(pass, [iam(`role/${cloudFormation.staging}`), administrator], passed),
    ],
    allowed: on(pass, [iam(`role/${cloudFormation.production}`)], passed),
  }),
  group('a resource that something else made is not imported', [previews, deploy.staging, control], {
    denied: [['AWS::S3::Bucket'], ['AWS::RDS::DBInstance', 'AWS::IAM::Role']].map(
      (types) =>
        [create, preview, { ...under(cloudFormation.preview), 'cloudformation:ImportResourceTypes': types }] as const,
    ),
    allowed: [[create, preview, under(cloudFormation.preview)]],
  }),
  group('jobs of production import nothing either', deploy.production, {
    denied: [
      [
        create,
        stack('shop-production'),
        { ...under(cloudFormation.production), 'cloudformation:ImportResourceTypes': ['AWS::RDS::DBInstance'] },
      ],
    ],
    allowed: [[create, stack('shop-production'), under(cloudFormation.production)]],
  }),
  group('jobs of staging make staging and previews, and nothing else', deploy.staging, {
    denied: [
      ...elsewhere.flatMap((one) => [...each(changes, one), [create, one, under(cloudFormation.staging)] as const]),
      [create, stack('shop-staging')],
      [create, stack('shop-staging'), under('administrator')],
      [create, stack('shop-staging'), under(cloudFormation.production)],
      [pass, iam(`role/${cloudFormation.staging}`), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ],
    allowed: [
      [create, stack('shop-staging'), under(cloudFormation.staging)],
      [create, preview, under(cloudFormation.preview)],
      // Both roles are its own (docs/security.md, what was weighed).
      [create, preview, under(cloudFormation.staging)],
      ...each(changes, stack('shop-staging')),
      ...on(pass, [iam(`role/${cloudFormation.staging}`)], passed),
    ],
  }),
  group('jobs of production change nothing of staging and previews', deploy.production, {
    denied: [
      ...[stack('shop-staging'), preview, stack('shop-application-production')].flatMap((one) => [
        ...each(changes, one),
        [create, one, under(cloudFormation.production)] as const,
      ]),
      [create, stack('shop-production')],
      [create, stack('shop-production'), under('administrator')],
    ],
    allowed: [
      [create, stack('shop-production'), under(cloudFormation.production)],
      ...each(changes, stack('shop-production')),
    ],
  }),
  group('cleanup deletes previews and makes and changes nothing', cleanup, {
    denied: [
      ...each(
        [create, ...calls('ExecuteChangeSet', 'CreateStack', 'UpdateStack', 'UpdateTerminationProtection')],
        preview,
        under(cloudFormation.preview),
      ),
      ...on(pass, [iam(`role/${cloudFormation.staging}`), administrator], passed),
    ],
    allowed: [...on('cloudformation:DeleteStack', [preview]), ['cloudformation:DescribeStacks', '*']],
  }),
  group('cleanup reaches no stack of a stage or another project', cleanup, {
    denied: [stack('shop-staging'), ...elsewhere].flatMap((one) => each(calls('DeleteStack', 'GetTemplate'), one)),
  }),
];
