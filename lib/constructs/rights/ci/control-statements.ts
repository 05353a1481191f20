import type { Construct } from 'constructs';
import { applicationFolder, auditPrefix, removalNoticesKey } from '../../../naming/bundle-key';
import { ownershipTagKeys } from '../../../naming/ownership-tags';
import { arnPrefix } from '../arn-prefix';
import { databaseStatement } from '../database-statement';
import type { IamStatement } from '../iam-statement';
import { ownDocumentStatements } from './command-statements';
import { created } from './folder-statements';
import { onlyUnderTheRoles } from './stack-statements';

export interface ControlStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
  /** The SSM document that shows the log of an app without its secrets. */
  readonly maskedLogsName: string;
  /** The role for previews. */
  readonly cloudFormationRoleArn: string;
}

/**
 * What people ask for takes of the caller, beside looking at previews, changing them and taking them away. Nothing of a stage, on an
 * instance no command but a document of ours, no file that an app stores but to empty its bucket.
 */
export function controlStatements(scope: Construct, props: ControlStatementsProps): readonly IamStatement[] {
  const { project, bundleBucketArn, maskedLogsName, cloudFormationRoleArn } = props;
  const inBucket = (...keys: readonly string[]) => keys.map((key) => `${bundleBucketArn}/${key}`);
  const tag = (key: keyof typeof ownershipTagKeys) => `aws:ResourceTag/${ownershipTagKeys[key]}`;
  return [
    onlyUnderTheRoles([cloudFormationRoleArn]),
    databaseStatement(scope, project, 'rds:StopDBInstance'),
    {
      sid: 'Standby',
      because:
        'An instance is held for a look and ended afterwards; Beanstalk makes up the names of its groups and hands them the tags of their stack.',
      actions: ['autoscaling:EnterStandby', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: [`${arnPrefix(scope, 'autoscaling')}autoScalingGroup:*:autoScalingGroupName/awseb-*`],
      conditions: { StringEquals: { [tag('project')]: project, [tag('target')]: 'preview' } },
    },
    ...ownDocumentStatements(scope, project, maskedLogsName),
    {
      sid: 'NotLogs',
      because: 'An app may write its secrets, and what is said in a pull request may be read by all: logs come masked.',
      effect: 'Deny',
      actions: ['logs:FilterLogEvents'],
      resources: ['*'],
    },
    {
      sid: 'Requests',
      because: 'A preview that no one visits is put to sleep; CloudWatch knows no resources for metrics.',
      actions: ['cloudwatch:GetMetricData'],
      resources: ['*'],
    },
    {
      sid: 'FormerBundles',
      because: 'A rollback looks whether what it brings back is there and whole; S3 answers that to who may read it.',
      actions: ['s3:GetObject'],
      resources: inBucket('*/bundles/*'),
    },
    {
      sid: 'SweepBundles',
      because:
        'Bundles and records of a preview that is destroyed are swept, by the names of their folders, which are not known before; what cleanup remembers lies in none.',
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: inBucket('*/*'),
    },
    {
      sid: 'RemovalNotices',
      because: 'A preview that is destroyed is noted before it goes, so that a run that is killed leaves GitHub none.',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: inBucket(removalNoticesKey),
    },
    created('Audit', 'Who asked for what is kept; each line has a key of its own.', inBucket(`${auditPrefix}*`)),
    {
      sid: 'NotOtherTargets',
      because: 'What stages run by and remember is not for people who ask for previews.',
      effect: 'Deny',
      actions: ['s3:*'],
      resources: inBucket('staging/*', 'production/*'),
    },
    {
      sid: 'NothingThatIsKept',
      because: 'What was measured and asked for outlives previews, and is not for those who ask.',
      effect: 'Deny',
      actions: ['s3:Get*', 's3:Delete*'],
      resources: inBucket(`${applicationFolder}/*`),
    },
  ];
}
