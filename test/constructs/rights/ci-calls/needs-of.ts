import type { Call } from './record-calls';

/** What IAM asks before it lets a call through. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** Who asks, for policies that name principals. */
  readonly principal?: readonly [kind: 'AWS' | 'Service' | 'Federated', name: string];
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
  /** Tags of the instance, as its stack gives them. */
  readonly tagsOf: (instanceId: string) => Readonly<Record<string, string>>;
}

type Input = Readonly<Record<string, unknown>>;
type Row = (input: Input, place: Place) => readonly Need[];

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const need = (action: string, resource = '*', context: Need['context'] = {}): Need => ({ action, resource, context });

/** Service Authorization Reference: the action has another name than the call, or a resource of its own. */
const rows: Readonly<Record<string, Row>> = {
  // AWS lets everybody know who he is.
  'STS GetCallerIdentity': () => [],

  'CloudFormation DescribeStacks': (input, place) => [need('cloudformation:DescribeStacks', stackArn(input, place))],
  'CloudFormation ListStacks': () => [need('cloudformation:ListStacks')],
  ...sameNameOnStack(
    'DescribeChangeSet',
    'ListChangeSets',
    'DeleteChangeSet',
    'ExecuteChangeSet',
    'DescribeStackEvents',
    'ListStackResources',
    'GetTemplate',
    'UpdateTerminationProtection',
  ),
  'CloudFormation CreateChangeSet': (input, place) => [
    need('cloudformation:CreateChangeSet', stackArn(input, place), { 'cloudformation:RoleArn': text(input.RoleARN) }),
    ...passed(input),
    // CloudFormation reads the template with the rights of the caller.
    ...(input.TemplateURL === undefined ? [] : [need('s3:GetObject', objectOfUrl(text(input.TemplateURL)))]),
  ],
  'CloudFormation DeleteStack': (input, place) => [
    need('cloudformation:DeleteStack', stackArn(input, place)),
    ...passed(input),
  ],

  'S3 PutObject': (input) => [
    need(
      's3:PutObject',
      objectArn(input),
      input.IfNoneMatch === undefined ? {} : { 's3:if-none-match': text(input.IfNoneMatch) },
    ),
  ],
  'S3 CreateMultipartUpload': (input) => [need('s3:PutObject', objectArn(input))],
  'S3 UploadPart': (input) => [need('s3:PutObject', objectArn(input))],
  'S3 CompleteMultipartUpload': (input) => [need('s3:PutObject', objectArn(input))],
  'S3 AbortMultipartUpload': (input) => [need('s3:AbortMultipartUpload', objectArn(input))],
  'S3 GetObject': read,
  'S3 HeadObject': read,
  'S3 CopyObject': (input) => [
    need('s3:GetObject', `arn:aws:s3:::${decodeURIComponent(text(input.CopySource)).replace(/^\//, '')}`),
    need('s3:PutObject', objectArn(input)),
  ],
  'S3 DeleteObject': (input) => [deletion(input, input)],
  'S3 DeleteObjects': (input) => (input.Delete as { Objects: Input[] }).Objects.map((one) => deletion(input, one)),
  'S3 ListObjectsV2': (input) => [need('s3:ListBucket', bucketArn(input))],
  'S3 ListObjectVersions': (input) => [need('s3:ListBucketVersions', bucketArn(input))],
  'S3 ListMultipartUploads': (input) => [need('s3:ListBucketMultipartUploads', bucketArn(input))],

  ...sameName(
    'Elastic Beanstalk',
    'elasticbeanstalk',
    ...['DescribeEnvironments', 'DescribeEnvironmentHealth', 'DescribeEnvironmentResources', 'DescribeEvents'],
    'ListPlatformVersions',
  ),

  ...sameNameOnEnvironment('DescribeConfigurationSettings', 'UpdateEnvironment'),

  'CloudWatch Logs DescribeLogGroups': () => [need('logs:DescribeLogGroups')],
  'CloudWatch Logs FilterLogEvents': (input, place) => [need('logs:FilterLogEvents', logGroupArn(input, place))],
  'CloudWatch Logs DeleteLogGroup': (input, place) => [need('logs:DeleteLogGroup', logGroupArn(input, place))],

  'SSM SendCommand': (input, place) => [
    need('ssm:SendCommand', documentArn(text(input.DocumentName), place)),
    ...(input.InstanceIds as string[]).map((id) =>
      need(
        'ssm:SendCommand',
        `arn:aws:ec2:${place.region}:${place.accountId}:instance/${id}`,
        Object.fromEntries(Object.entries(place.tagsOf(id)).map(([key, value]) => [`ssm:resourceTag/${key}`, value])),
      ),
    ),
  ],
  ...sameName('SSM', 'ssm', 'GetCommandInvocation', 'CancelCommand'),

  ...sameName('Auto Scaling', 'autoscaling', 'DescribeAutoScalingGroups', 'DescribeAutoScalingInstances'),
  'Auto Scaling EnterStandby': ({ AutoScalingGroupName, InstanceIds }, place) =>
    (InstanceIds as string[]).map((id) => needOnGroup('EnterStandby', id, text(AutoScalingGroupName), place)),
  // The call names the instance, and IAM asks for its group.
  'Auto Scaling TerminateInstanceInAutoScalingGroup': ({ InstanceId }, place) => [
    needOnGroup('TerminateInstanceInAutoScalingGroup', text(InstanceId), 'awseb-e-1-stack', place),
  ],
  ...sameName('CloudWatch', 'cloudwatch', 'GetMetricData'),

  ...sameNameOnDatabase('DescribeDBInstances', 'StartDBInstance', 'StopDBInstance'),
  'RDS DescribeDBSnapshots': () => [need('rds:DescribeDBSnapshots')],
  'RDS DeleteDBSnapshot': (input, { region, accountId }) => [
    need('rds:DeleteDBSnapshot', `arn:aws:rds:${region}:${accountId}:snapshot:${text(input.DBSnapshotIdentifier)}`),
  ],
};

/** AWS's own documents belong to no account. */
function documentArn(name: string, { region, accountId }: Place): string {
  return `arn:aws:ssm:${region}:${name.startsWith('AWS-') ? '' : accountId}:document/${name}`;
}

/** What a call needs; a call that has no row here is an error, so that we overlook none. */
export function needsOf(call: Call, place: Place): readonly Need[] {
  const row = rows[`${call.service} ${call.operation}`];
  if (!row) throw new Error(`needs-of.ts does not say which actions ${call.service} ${call.operation} needs`);
  return row(call.input, place);
}

/** An object that is missing answers 404 only to those who may list its bucket, and 403 to others. */
function read(input: Input): readonly Need[] {
  return [need('s3:GetObject', objectArn(input)), need('s3:ListBucket', bucketArn(input))];
}

function deletion(input: Input, { Key, VersionId }: Input): Need {
  return need(VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', objectArn({ ...input, Key }));
}

function passed({ RoleARN }: Input): readonly Need[] {
  if (RoleARN === undefined) return [];
  return [need('iam:PassRole', text(RoleARN), { 'iam:PassedToService': 'cloudformation.amazonaws.com' })];
}

function sameName(service: string, prefix: string, ...operations: readonly string[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    operations.map((operation) => [`${service} ${operation}`, () => [need(`${prefix}:${operation}`)]]),
  );
}

function sameNameOnStack(...operations: readonly string[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    operations.map((operation) => [
      `CloudFormation ${operation}`,
      (input: Input, place: Place) => [need(`cloudformation:${operation}`, stackArn(input, place))],
    ]),
  );
}

/** An environment's ARN names its application: the call does, or it is the one of the stage that the name tells. */
function sameNameOnEnvironment(...operations: readonly string[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    operations.map((operation) => [
      `Elastic Beanstalk ${operation}`,
      ({ EnvironmentName, ApplicationName }: Input, { region, accountId }: Place) => {
        const application =
          text(ApplicationName) ||
          `shop-${/^shop-production--/.test(text(EnvironmentName)) ? 'production' : 'staging'}`;
        const arn = `arn:aws:elasticbeanstalk:${region}:${accountId}:environment/${application}/${text(EnvironmentName)}`;
        return [need(`elasticbeanstalk:${operation}`, arn)];
      },
    ]),
  );
}

/** Beanstalk's groups have the tags of their environment. */
function needOnGroup(operation: string, instance: string, group: string, place: Place): Need {
  const tags = Object.entries(place.tagsOf(instance)).map(([key, value]) => [`aws:ResourceTag/${key}`, value]);
  const arn = `arn:aws:autoscaling:${place.region}:${place.accountId}:autoScalingGroup:uuid:autoScalingGroupName/${group}`;
  return need(`autoscaling:${operation}`, arn, Object.fromEntries(tags));
}

function sameNameOnDatabase(...operations: readonly string[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    operations.map((operation) => [
      `RDS ${operation}`,
      ({ DBInstanceIdentifier }: Input, { region, accountId }: Place) => [
        need(`rds:${operation}`, `arn:aws:rds:${region}:${accountId}:db:${text(DBInstanceIdentifier) || '*'}`),
      ],
    ]),
  );
}

/** A stack is called by its name or its id; a call for all of them has neither. */
function stackArn({ StackName, ChangeSetName }: Input, { region, accountId }: Place): string {
  const name = text(StackName);
  if (name === '') return text(ChangeSetName) || '*';
  return name.startsWith('arn:') ? name : `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/uuid`;
}

function bucketArn({ Bucket }: Input): string {
  return `arn:aws:s3:::${text(Bucket)}`;
}

function objectArn(input: Input): string {
  return `${bucketArn(input)}/${text(input.Key)}`;
}

/** Path style, as the endpoint is asked, or with the bucket in the host. */
function objectOfUrl(url: string): string {
  const { hostname, pathname } = new URL(url);
  const [, bucket] = /^(.+)\.s3[.-]/.exec(hostname) ?? [];
  return `arn:aws:s3:::${bucket === undefined ? pathname.slice(1) : `${bucket}${pathname}`}`;
}

function logGroupArn({ logGroupName }: Input, { region, accountId }: Place): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${text(logGroupName)}`;
}
