import { arn, boundary, cloudFormation, iam, kinds, ofOther, tagged } from '../names';
import { type Ask, type Context, each, type Group, group, type Row } from '../table';
import { given } from '../world';

const calls = (service: string, names: string) => names.split(' ').map((name) => `${service}:${name}`);
const functionOf = (kind: string) => arn('lambda', `function:shop-${kind}-login-Jobs-1A`);
const mapping = arn('lambda', 'event-source-mapping:0a1b2c3d-0000-1111-2222-333344445555');
const tags = (key: string, project: string, target: string) => tagged(project, target, `aws:${key}`);
const role = (kind: string) => iam(`role/shop-${kind}/shop-${kind}-login-JobsServiceRole-1A`);
const to = (service: string): Context => ({ 'iam:PassedToService': `${service}.amazonaws.com` });
const linked = (service: string): Context => ({ 'iam:AWSServiceName': `${service}.amazonaws.com` });
const serviceRole = iam('role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX');
const of = (kind: string): Context => ({ 'lambda:FunctionArn': functionOf(kind) });

/** What is made by a name, for a kind of target. */
const named = (kind: string): readonly Ask[] => [
  ...['replicationgroup', 'cluster', 'subnetgroup', 'parametergroup'].flatMap((what) =>
    each(
      calls('elasticache', 'CreateReplicationGroup ModifyCacheCluster DeleteCacheSubnetGroup AddTagsToResource'),
      arn('elasticache', `${what}:shop-${kind}-cache-1a2b3c4d`),
    ),
  ),
  ...each(calls('lambda', 'CreateFunction UpdateFunctionCode AddPermission InvokeFunction'), functionOf(kind)),
  ...['log-group:', 'log-group:/aws/lambda/'].flatMap((start) =>
    each(calls('logs', 'CreateLogGroup DeleteLogGroup'), arn('logs', `${start}shop-${kind}-login-Jobs-1A`)),
  ),
  ...each(calls('sns', 'CreateTopic Subscribe SetTopicAttributes'), arn('sns', `shop-${kind}-login-News-1A`)),
  ...each(
    calls('dynamodb', 'CreateTable DeleteTable UpdateTable'),
    arn('dynamodb', `table/shop-${kind}-login-Carts-1A`),
  ),
];

/** What an app does with it. */
const used = (kind: string): readonly Ask[] => [
  ...['log-group:', 'log-group:/aws/lambda/'].flatMap((start) =>
    each(calls('logs', 'CreateLogStream PutLogEvents'), arn('logs', `${start}shop-${kind}-login-Jobs-1A:log-stream:x`)),
  ),
  ['lambda:InvokeFunction', functionOf(kind)],
  ['sns:Publish', arn('sns', `shop-${kind}-login-News-1A`)],
  ...each(calls('dynamodb', 'GetItem PutItem Query'), arn('dynamodb', `table/shop-${kind}-login-Carts-1A`)),
];

const someoneElses: readonly Ask[] = [
  ...each(
    calls('elasticache', 'ModifyReplicationGroup DeleteReplicationGroup'),
    arn('elasticache', 'replicationgroup:payroll'),
  ),
  ...each(calls('elasticache', 'DeleteCacheParameterGroup'), arn('elasticache', 'parametergroup:default.redis7')),
  ...each(calls('lambda', 'UpdateFunctionCode InvokeFunction GetFunction'), arn('lambda', 'function:payroll')),
  ...each(calls('logs', 'DeleteLogGroup'), arn('logs', 'log-group:/aws/lambda/payroll')),
  ...each(calls('sns', 'Publish Subscribe DeleteTopic'), arn('sns', 'payroll')),
  ...each(calls('dynamodb', 'GetItem DeleteTable'), arn('dynamodb', 'table/payroll')),
];

/** The same asks of things with these tags. */
const withTags = (asks: readonly Ask[], context: Context): readonly Ask[] =>
  asks.map(([action, resource, former = {}]) => [action, resource, { ...former, ...context }]);

const mappings = calls('lambda', 'CreateEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping');

const ofKind = (kind: (typeof kinds)[number]): readonly Group[] => {
  const others = kinds.filter((one) => one !== kind);
  const foreign = [
    ...others.filter((one) => one !== 'preview').map((stage) => tags('ResourceTag', 'shop', stage)),
    ofOther,
  ];
  const own = tags('ResourceTag', 'shop', kind);
  return [
    group(
      `CloudFormation's role for ${kind} makes what settings give to extensions, by names of ${kind} alone`,
      cloudFormation[kind] + given,
      {
        denied: [
          ...others.flatMap(named),
          ...someoneElses,
          ...foreign.flatMap((context) => withTags(named(kind), context)),
        ],
        allowed: [
          ...named(kind),
          ...withTags(named(kind), own),
          ['elasticache:CreateReplicationGroup', arn('elasticache', 'parametergroup:default.redis7')],
          ['elasticache:DescribeReplicationGroups', '*'],
        ],
      },
    ),
    group(`CloudFormation's role for ${kind} ties queues to functions of ${kind} alone`, cloudFormation[kind] + given, {
      denied: [
        ...others.flatMap((other) => each(mappings, mapping, of(other))),
        ...each(mappings, mapping, { 'lambda:FunctionArn': arn('lambda', 'function:payroll') }),
        ...each(mappings, mapping),
        ['lambda:TagResource', mapping],
        ...['shop-ui', 'shop'].flatMap((project) =>
          others.map((other) => ['lambda:TagResource', mapping, tags('RequestTag', project, other)] as const),
        ),
        ['lambda:TagResource', mapping, tags('RequestTag', 'shop-ui', kind)],
        ['lambda:TagResource', arn('lambda', 'function:payroll'), tags('RequestTag', 'shop', kind)],
        ...calls('lambda', 'UntagResource ListTags').flatMap((call): readonly Ask[] => [
          [call, mapping],
          [call, mapping, ofOther],
          [call, mapping, tags('ResourceTag', 'shop-ui', kind)],
          ...others.map((other) => [call, mapping, tags('ResourceTag', 'shop', other)] as const),
          // One tag of the two is not enough.
          ...Object.entries(own).map(([key, value]) => [call, mapping, { [key]: value }] as const),
          [call, arn('lambda', 'function:payroll'), own],
        ]),
      ],
      allowed: [
        ...each(mappings, mapping, of(kind)),
        ['lambda:TagResource', mapping, tags('RequestTag', 'shop', kind)],
        ...each(calls('lambda', 'UntagResource ListTags'), mapping, own),
      ],
    }),
    group(
      `CloudFormation's role for ${kind} passes roles of ${kind} to the services that settings name, and no others`,
      cloudFormation[kind] + given,
      {
        denied: [
          ...['ecs-tasks', 'cloudformation', 'glue', 'states'].map(
            (service) => ['iam:PassRole', role(kind), to(service)] as const,
          ),
          ...others.map((other) => ['iam:PassRole', role(other), to('lambda')] as const),
          ['iam:PassRole', iam('role/administrator'), to('lambda')],
          ['iam:PassRole', iam(`role/${cloudFormation[kind]}`), to('lambda')],
          ['iam:PassRole', role(kind)],
          ...['organizations', 'ecs'].map(
            (service) => ['iam:CreateServiceLinkedRole', serviceRole, linked(service)] as const,
          ),
          ['iam:CreateServiceLinkedRole', serviceRole],
          ['iam:CreateServiceLinkedRole', iam('role/administrator'), linked('elasticache')],
        ],
        allowed: [
          ['iam:PassRole', role(kind), to('lambda')],
          ['iam:CreateServiceLinkedRole', serviceRole, linked('elasticache')],
        ],
      },
    ),
    group(
      `a role in stacks of ${kind} uses what settings give to extensions, by names of ${kind} alone`,
      boundary[kind] + given,
      {
        denied: [
          ...others.flatMap(used),
          ...someoneElses,
          ...foreign.flatMap((context) => withTags(used(kind), context)),
          ...named(kind).filter(([action]) => !/InvokeFunction/.test(action)),
        ],
        allowed: [...used(kind), ...withTags(used(kind), own)],
      },
    ),
  ];
};

const holders: readonly string[] = [...Object.values(cloudFormation), ...Object.values(boundary)];

/** What rights are for: nothing else gives it. */
export const isOpened = ({ role: holder, action, context, resource }: Row) =>
  (action === 'iam:PassRole' && context['iam:PassedToService'] === 'lambda.amazonaws.com' && holder !== undefined) ||
  // Previews have no alarms, and so no topics of their own.
  (holder === cloudFormation.preview && resource.startsWith(arn('sns', 'shop-preview-')));

/**
 * Rights for extensions: what they are for, and every other row once more, about the roles and boundaries that have them.
 *
 * @param others without rights
 */
export function givenRows(others: readonly Group[]): readonly Group[] {
  const rows = others
    .flatMap((one) => one.rows)
    .filter((row) => row.role !== undefined && holders.includes(row.role) && !isOpened(row))
    .map((row): Row => ({ ...row, role: `${row.role}${given}` }));
  return [
    { name: 'rights for extensions open nothing else: each other row about the roles and boundaries holds', rows },
    ...kinds.flatMap(ofKind),
  ];
}
