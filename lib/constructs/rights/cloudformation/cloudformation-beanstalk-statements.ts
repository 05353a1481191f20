import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import { type IamStatement, whenEquals } from '../iam-statement';

export interface BeanstalkStatementsProps {
  readonly project: string;
  readonly applicationName: string;
  readonly bundleBucketArn: string;
}

/** Beanstalk, and what Beanstalk makes with the rights of its caller. */
export function beanstalkStatements(scope: Construct, props: BeanstalkStatementsProps): readonly IamStatement[] {
  const { region, partition } = Stack.of(scope);
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  const inRegion = whenEquals('aws:RequestedRegion', region);
  return [
    {
      sid: 'OwnApplication',
      because: 'Versions and environments of this stage; no other application can be touched.',
      actions: ['elasticbeanstalk:*'],
      resources: [
        `${beanstalk}application/${props.applicationName}`,
        `${beanstalk}applicationversion/${props.applicationName}/*`,
        `${beanstalk}environment/${props.applicationName}/*`,
        `${beanstalk}configurationtemplate/${props.applicationName}/*`,
        `arn:${partition}:elasticbeanstalk:${region}::platform/*`,
        `arn:${partition}:elasticbeanstalk:${region}::solutionstack/*`,
      ],
    },
    {
      sid: 'LookAtBeanstalk',
      because:
        "CloudFormation waits for an environment with calls that know no narrower resource; the bucket is Beanstalk's own.",
      actions: [
        'elasticbeanstalk:Describe*',
        'elasticbeanstalk:List*',
        'elasticbeanstalk:CheckDNSAvailability',
        'elasticbeanstalk:CreateStorageLocation',
      ],
      resources: ['*'],
    },
    {
      sid: 'InnerStacks',
      because: 'Beanstalk builds each environment through a stack of its own, named by itself (trap T6).',
      actions: ['cloudformation:*'],
      resources: [`${arnPrefix(scope, 'cloudformation')}stack/awseb-*`],
    },
    {
      sid: 'BeanstalkBucket',
      because: 'Beanstalk stages bundles in the bucket that it keeps for the account.',
      actions: ['s3:*'],
      resources: [`${globalArnPrefix(scope, 's3')}elasticbeanstalk-*`],
    },
    {
      sid: 'Bundles',
      because: 'A version is made of a bundle that the caller can read.',
      actions: ['s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation'],
      resources: [props.bundleBucketArn, `${props.bundleBucketArn}/*`],
    },
    {
      sid: 'Instances',
      because:
        "Beanstalk names what it makes by itself, so that neither name nor tag can confine it; AWS's guide says the same.",
      actions: [
        'autoscaling:*',
        'elasticloadbalancing:*',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:DeleteAlarms',
        'cloudwatch:Describe*',
        'ec2:Describe*',
        'ec2:GetConsoleOutput',
        'ec2:RunInstances',
        'ec2:TerminateInstances',
        'ec2:CreateLaunchTemplate*',
        'ec2:ModifyLaunchTemplate',
        'ec2:DeleteLaunchTemplate*',
        'ec2:GetLaunchTemplateData',
        'ec2:CreateSecurityGroup',
        'ec2:DeleteSecurityGroup',
        'ec2:AuthorizeSecurityGroup*',
        'ec2:RevokeSecurityGroup*',
        'ec2:UpdateSecurityGroupRuleDescriptions*',
        'ec2:ModifySecurityGroupRules',
        'ec2:AllocateAddress',
        'ec2:AssociateAddress',
        'ec2:DisassociateAddress',
        'ec2:ReleaseAddress',
        'ec2:CreateTags',
        'ec2:DeleteTags',
        'acm:DescribeCertificate',
        'acm:ListCertificates',
      ],
      resources: ['*'],
      conditions: inRegion,
    },
    {
      sid: 'AlarmTags',
      because: 'The inner stack hands its tags to its alarms; without this right CloudFormation fails them (trap T6).',
      actions: ['cloudwatch:TagResource', 'cloudwatch:UntagResource', 'cloudwatch:ListTagsForResource'],
      resources: [`${arnPrefix(scope, 'cloudwatch')}alarm:awseb-*`],
    },
    {
      sid: 'WorkerTables',
      because: 'Beanstalk makes a table for each worker, in which its instances would elect who runs periodic tasks.',
      actions: [
        'dynamodb:CreateTable',
        'dynamodb:DeleteTable',
        'dynamodb:DescribeTable',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:ListTagsOfResource',
      ],
      resources: [`${arnPrefix(scope, 'dynamodb')}table/awseb-*`],
    },
    {
      sid: 'WorkerQueues',
      because: "Beanstalk looks at the queue that it is given; ours begin with the project's name.",
      actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      resources: [`${arnPrefix(scope, 'sqs')}${props.project}-*`],
    },
    {
      sid: 'LogGroups',
      because: 'Beanstalk makes the log groups of an environment and deletes them with it (trap T16).',
      actions: [
        'logs:CreateLogGroup',
        'logs:DeleteLogGroup',
        'logs:PutRetentionPolicy',
        'logs:DeleteRetentionPolicy',
        'logs:TagResource',
        'logs:UntagResource',
        'logs:ListTagsForResource',
      ],
      resources: [`${arnPrefix(scope, 'logs')}log-group:/aws/elasticbeanstalk/${props.project}-*`],
    },
    {
      sid: 'LookAtLogGroups',
      because: 'The inner stack looks for the groups; the action knows no narrower resource.',
      actions: ['logs:DescribeLogGroups'],
      resources: ['*'],
    },
  ];
}
