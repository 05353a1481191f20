import type { TargetKind } from '../../../../lib/naming/target';
import { bundleBucket } from '../attacks/resolved';
import type { Need } from '../ci-calls/needs-of';

type Arn = (service: string, rest: string) => string;

/** How CloudFormation or Beanstalk names what it makes of each type: the rest of the ARN that IAM sees, by the type's last part. */
const named: Readonly<Record<string, (kind: TargetKind, arn: Arn) => string>> = {
  Alarm: (_, arn) => arn('cloudwatch', 'alarm:awseb-e-abcdefghij-stack-AWSEBCloudwatchAlarmHigh-1A'),
  Dashboard: (kind, arn) => arn('cloudwatch', `dashboard/shop-${kind}`).replace('eu-central-1', ''),
  Topic: (kind, arn) => arn('sns', `shop-${kind}-AlarmsSnsTopic-1A2B3C`),
  Subscription: (kind, arn) => arn('sns', `shop-${kind}-AlarmsSnsTopic-1A2B3C`),
  TopicPolicy: (kind, arn) => arn('sns', `shop-${kind}-AlarmsSnsTopic-1A2B3C`),
  AutoScalingGroup: (_, arn) =>
    arn('autoscaling', 'autoScalingGroup:0a1b:autoScalingGroupName/awseb-e-abcdefghij-stack-Group-1A'),
  Table: (_, arn) => arn('dynamodb', 'table/awseb-e-abcdefghij-stack-AWSEBWorkerCronLeaderRegistry-1A'),
  Environment: (kind, arn) => arn('elasticbeanstalk', `environment/shop-${stageOf(kind)}/${environmentOf(kind)}`),
  ApplicationVersion: (kind, arn) =>
    arn('elasticbeanstalk', `applicationversion/shop-${stageOf(kind)}/shop-${kind}-x-version-1A`),
  LogGroup: (kind, arn) => arn('logs', `log-group:/aws/elasticbeanstalk/${environmentOf(kind)}/var/log/web.stdout.log`),
  DBInstance: (kind, arn) => arn('rds', `db:shop-${kind}-x-database-1a2b3c`),
  DBParameterGroup: (kind, arn) => arn('rds', `pg:shop-${kind}-x-databaseparameters-1a2b3c`),
  DBSubnetGroup: (kind, arn) => arn('rds', `subgrp:shop-${kind}-x-databasesubnets-1a2b3c`),
  Bucket: (kind) => `arn:aws:s3:::shop-${kind}-x-filesbucket-1a2b3c`,
  BucketPolicy: (kind) => `arn:aws:s3:::shop-${kind}-x-filesbucket-1a2b3c`,
  Secret: (_, arn) => arn('secretsmanager', 'secret:DatabaseSecretC9203AE3-1A2B3C'),
  SecretTargetAttachment: (kind, arn) => arn('rds', `db:shop-${kind}-x-database-1a2b3c`),
  Queue: (kind, arn) => arn('sqs', `shop-${kind}-x-JobsQueue-1A2B3C`),
  QueuePolicy: (kind, arn) => arn('sqs', `shop-${kind}-x-JobsQueue-1A2B3C`),
};

const stageOf = (kind: TargetKind) => (kind === 'preview' ? 'staging' : kind);
const environmentOf = (kind: TargetKind) => `shop-${kind === 'preview' ? 'x-0a1b2c3d' : kind}--web`;

/** What IAM asks when the handler of a type, at work on a stack of this kind, uses a permission of its list. */
export function needOf(kind: TargetKind, account: string, type: string, action: string): Need {
  const arn: Arn = (service, rest) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
  const name = type.split('::')[2] ?? '';
  const [prefix = '', call = ''] = action.split(':');
  const service = prefix.toLowerCase();
  const made = named[name]?.(kind, arn);
  const ownService = made?.split(':')[2];
  const resource = listed.includes(service) && /^(Describe|List(?!Tags))/.test(call) ? '*' : made;
  return {
    action,
    resource:
      resource !== undefined && (resource === '*' || ownService === service)
        ? resource
        : besides(kind, account, type, action),
    context: contextOf(kind, account, service),
  };
}

/** Services whose lists are asked for as a whole. */
const listed = ['ec2', 'rds', 'autoscaling', 'elasticloadbalancing', 'logs'];

/** What a handler uses that is not of its type. */
function besides(kind: TargetKind, account: string, type: string, action: string): string {
  const arn: Arn = (service, rest) => `arn:aws:${service}:eu-central-1:${account}:${rest}`;
  const [service = '', call = ''] = action.split(':');
  const role = `arn:aws:iam::${account}:role/shop-${kind}/shop-${kind}-x-WebInstanceRole-1A2B3C`;
  switch (service) {
    case 'iam':
      if (call === 'CreateServiceLinkedRole')
        return `arn:aws:iam::${account}:role/aws-service-role/x/AWSServiceRoleForX`;
      return call.endsWith('InstanceProfile') ? role.replace(':role/', ':instance-profile/') : role;
    case 'secretsmanager':
      if (call === 'GetRandomPassword') return '*';
      // RDS names a secret that it keeps itself.
      return arn(
        service,
        type.endsWith('::DBInstance') ? 'secret:rds!db-0a1b' : 'secret:DatabaseSecretC9203AE3-1A2B3C',
      );
    case 's3':
      // A version is made of a bundle; an environment is made with the bucket that Beanstalk keeps.
      if (type.endsWith('::ApplicationVersion')) return `arn:aws:s3:::${bundleBucket}/x/bundles/x.zip`;
      return type.startsWith('AWS::ElasticBeanstalk::')
        ? `arn:aws:s3:::elasticbeanstalk-eu-central-1-${account}`
        : 'arn:aws:s3:::x';
    default:
      return arn(service, 'x/x');
  }
}

/** The right use: in the region, with the tags of the stack, under the boundary, for the service that the role is for. */
function contextOf(kind: TargetKind, account: string, service: string): Need['context'] {
  const tags = ['RequestTag', 'ResourceTag'].flatMap((key) => [
    [`aws:${key}/preview-stacks:project`, 'shop'],
    [`aws:${key}/preview-stacks:target`, kind],
  ]);
  return {
    ...Object.fromEntries(tags),
    'aws:RequestedRegion': 'eu-central-1',
    ...(service === 'iam' && {
      'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/shop-${kind}-boundary`,
      'iam:PassedToService': 'ec2.amazonaws.com',
      'iam:AWSServiceName': 'autoscaling.amazonaws.com',
    }),
  };
}
