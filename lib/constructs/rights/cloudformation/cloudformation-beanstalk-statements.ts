import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import { ofAnotherProject, taggedByBeanstalk } from '../environment-patterns';
import { type IamStatement, whenEquals } from '../iam-statement';

export interface BeanstalkStatementsProps {
  readonly project: string;
  readonly applicationName: string;
  readonly bundleBucketArn: string;
}

/** Beanstalk, and what Beanstalk makes with the rights of its caller and names by itself: the same for every kind of target. */
export function beanstalkStatements(scope: Construct, props: BeanstalkStatementsProps): readonly IamStatement[] {
  const { region, partition, account } = Stack.of(scope);
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  const inRegion = whenEquals('aws:RequestedRegion', region);
  return [
    {
      sid: 'OwnApplication',
      because: 'Versions of this stage; no other application can be touched.',
      actions: ['elasticbeanstalk:*'],
      resources: [
        `${beanstalk}application/${props.applicationName}`,
        `${beanstalk}applicationversion/${props.applicationName}/*`,
        `arn:${partition}:elasticbeanstalk:${region}::platform/*`,
        `arn:${partition}:elasticbeanstalk:${region}::solutionstack/*`,
      ],
    },
    {
      sid: 'NotTheApplication',
      because: 'The application is made with its own stack. A template of options could copy those of any environment.',
      effect: 'Deny',
      actions: [
        'elasticbeanstalk:CreateApplication',
        'elasticbeanstalk:UpdateApplication',
        'elasticbeanstalk:UpdateApplicationResourceLifecycle',
        'elasticbeanstalk:DeleteApplication',
        'elasticbeanstalk:*ConfigurationTemplate',
      ],
      resources: ['*'],
    },
    {
      sid: 'NotOfOtherProjects',
      because: 'What carries the tags of another project is none of ours, though its name may go on from ours.',
      effect: 'Deny',
      actions: taggedByBeanstalk,
      resources: ['*'],
      conditions: ofAnotherProject(props.project),
    },
    {
      sid: 'LookAtBeanstalk',
      because: "CloudFormation waits for an environment by lists; the bucket is Beanstalk's own.",
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
      because:
        'Beanstalk stages bundles in the bucket that it keeps for account and region, and makes it; scripts are read from its own.',
      actions: [
        's3:GetObject*',
        's3:PutObject*',
        's3:DeleteObject*',
        's3:GetBucket*',
        's3:ListBucket',
        's3:CreateBucket',
        's3:PutBucketPolicy',
        's3:PutBucketOwnershipControls',
        's3:PutBucketPublicAccessBlock',
        's3:PutBucketVersioning',
        's3:PutEncryptionConfiguration',
      ],
      resources: [`${region}-${account}`, `${region}-${account}/*`, 'env-resources-*'].map(
        (rest) => `${globalArnPrefix(scope, 's3')}elasticbeanstalk-${rest}`,
      ),
    },
    {
      sid: 'Bundles',
      because: 'A version is made of a bundle that the caller can read.',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:GetBucketLocation'],
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
        'dynamodb:Describe*',
        'dynamodb:GetResourcePolicy',
        'dynamodb:TagResource',
        'dynamodb:UntagResource',
        'dynamodb:ListTagsOfResource',
      ],
      resources: [`${arnPrefix(scope, 'dynamodb')}table/awseb-*`],
    },
    {
      sid: 'LookAtLogGroups',
      because: 'The inner stack looks for the groups; these actions know no narrower resource.',
      actions: ['logs:DescribeLogGroups', 'logs:DescribeIndexPolicies', 'logs:DescribeResourcePolicies'],
      resources: ['*'],
    },
  ];
}
