import {
  arn,
  boundary,
  bucket,
  cloudFormation,
  deploy,
  environment,
  iam,
  inRegion,
  kinds,
  logs,
  ofPreview,
  stages,
  tagged,
} from '../names';
import { type Ask, type Context, each, type Group, group, on } from '../table';

const other = '999988887777';
const zone = 'arn:aws:route53:::hostedzone/Z9999999999ABCDEFGHIJ';
const names = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const types = 'route53:ChangeResourceRecordSetsRecordTypes';
const send = 'ssm:SendCommand';
const passed: Context = { 'iam:PassedToService': 'cloudformation.amazonaws.com' };
const host = {
  preview: 'login.preview.acme.dev',
  staging: 'staging.preview.acme.dev',
  production: 'www.preview.acme.dev',
};
const ofKind = (kind: string): Context => ({
  'ssm:resourceTag/preview-stacks:project': 'shop',
  'ssm:resourceTag/preview-stacks:target': kind,
});
const through = (service: string): Context => ({ 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` });

/** What an instance uses, of somebody else: of the account, and of another one. */
const ofOthers: readonly Ask[] = [
  ...each(['s3:ListBucket'], bucket('acme')),
  ...each(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], bucket('acme/x')),
  ...each(['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'], arn('sqs', 'acme')),
  ...each(['logs:CreateLogStream', 'logs:PutLogEvents'], logs('acme')),
  ...each(['elasticbeanstalk:PutInstanceStatistics'], arn('elasticbeanstalk', 'environment/acme/acme')),
  ...each(['secretsmanager:GetSecretValue'], arn('secretsmanager', 'secret:acme-AbCdEf', other), ofPreview),
  ...each(['ssm:GetParameter', 'ssm:GetParameters'], arn('ssm', 'parameter/acme', other)),
  ...each(['kms:Decrypt'], arn('kms', 'key/acme', other), through('secretsmanager')),
  ...each(['kms:Decrypt'], arn('kms', 'key/acme', other), through('ssm')),
];
const image = 'ecr:BatchGetImage';

/** Names of nothing of ours: each right that is for some resources is asked for another one. */
export const elsewhereRows: readonly Group[] = [
  group(
    'an instance role by itself is for what its stack and its settings name',
    kinds.flatMap((kind) => ['web', 'api', 'jobs'].map((service) => `${kind} ${service} by itself`)),
    { denied: [...ofOthers, ...on(image, [arn('ecr', 'repository/acme')])] },
  ),
  group('a boundary ends at what stacks of its kind may name', Object.values(boundary), {
    // Which image a stage runs its settings say: it may be in any account.
    denied: [...ofOthers, ...on(image, [arn('sqs', 'acme')])],
  }),
  ...kinds.map((kind) =>
    group(`CloudFormation's role for ${kind} reaches nothing that has another name`, cloudFormation[kind], {
      denied: [
        ...each(['route53:ListResourceRecordSets', 'route53:GetHostedZone', 'route53:GetChange'], zone),
        ['route53:ChangeResourceRecordSets', zone, { [names]: [host[kind]], [types]: ['A'] }],
        ...each(['iam:CreateInstanceProfile', 'iam:AddRoleToInstanceProfile'], iam('instance-profile/acme')),
        ...each(['iam:DeleteRole', 'iam:TagRole', 'iam:GetRolePolicy'], iam('role/acme')),
        ['iam:CreateServiceLinkedRole', iam('role/acme'), { 'iam:AWSServiceName': 'autoscaling.amazonaws.com' }],
        ...each(['elasticbeanstalk:UpdateEnvironment'], arn('elasticbeanstalk', 'environment/acme/acme')),
        ['rds:RestoreDBInstanceFromDBSnapshot', arn('rds', 'snapshot:acme', other)],
      ],
      allowed: [
        ['iam:CreateInstanceProfile', iam(`instance-profile/shop-${kind}/shop-${kind}-x`)],
        ['route53:GetChange', 'arn:aws:route53:::change/C0123456789'],
      ],
    }),
  ),
  ...stages.flatMap((stage) => [
    group(
      `Beanstalk's service role of ${stage} looks at this account and streams its own health`,
      `shop-${stage}-beanstalk`,
      {
        denied: [
          ['ec2:GetConsoleOutput', arn('ec2', 'instance/i-0123456789abcdef0', other), inRegion],
          ...each(['logs:PutLogEvents', 'logs:CreateLogStream'], logs('acme')),
        ],
        allowed: [['ec2:GetConsoleOutput', arn('ec2', 'instance/i-0123456789abcdef0')]],
      },
    ),
    group(
      `jobs of ${stage} hand over its role, list its buckets and run commands on its instances alone`,
      deploy[stage],
      {
        denied: [
          ...['administrator', 'shop-staging-deploy', `shop-${stage}-beanstalk`].map(
            (name): Ask => ['iam:PassRole', iam(`role/${name}`), passed],
          ),
          ['s3:ListBucket', bucket('acme')],
          ...on(send, [arn('ssm', 'managed-instance/mi-0123456789abcdef0'), arn('ssm', 'document/eve')], ofKind(stage)),
          ['elasticbeanstalk:UpdateEnvironment', environment('acme', stage), tagged('shop', stage)],
        ],
        allowed: [['iam:PassRole', iam(`role/${cloudFormation[stage]}`), passed]],
      },
    ),
  ]),
];
