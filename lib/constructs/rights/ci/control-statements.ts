import type { Construct } from 'constructs';
import { auditPrefix } from '../../../naming/bundle-key';
import { ownershipTagKeys } from '../../../naming/ownership-tags';
import { arnPrefix } from '../arn-prefix';
import { databaseStatement } from '../database-statement';
import type { IamStatement } from '../iam-statement';
import { created } from './folder-statements';
import { onlyUnderTheRoles } from './stack-statements';

export interface ControlStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
  /** The role for previews. */
  readonly cloudFormationRoleArn: string;
}

/**
 * What people ask for takes of the caller, beside looking at previews and changing them. Nothing of a stage, no command on an instance, no file
 * that an app stores.
 */
export function controlStatements(scope: Construct, props: ControlStatementsProps): readonly IamStatement[] {
  const { project, bundleBucketArn, cloudFormationRoleArn } = props;
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
    {
      sid: 'Requests',
      because: 'A preview that no one visits is put to sleep; CloudWatch knows no resources for metrics.',
      actions: ['cloudwatch:GetMetricData'],
      resources: ['*'],
    },
    created('Audit', 'Who asked for what is kept; each line has a key of its own.', inBucket(`${auditPrefix}*`)),
    {
      sid: 'NotOtherTargets',
      because: 'What stages run by and remember is not for people who ask for previews.',
      effect: 'Deny',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: inBucket('staging/*', 'production/*'),
    },
  ];
}
