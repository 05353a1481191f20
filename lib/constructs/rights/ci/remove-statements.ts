import type { Construct } from 'constructs';
import { arnPrefix } from '../arn-prefix';
import { emptyPreviewBuckets } from '../empty-buckets-statement';
import { logGroupArns, ofAnotherProject, stagesBeside } from '../environment-patterns';
import { type IamStatement, whenEquals } from '../iam-statement';
import { stackArn } from './look-statements';

export interface RemoveStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
  readonly cloudFormationRoleArn: string;
}

/**
 * What taking a preview away takes of the caller, but for what it left in the bundle bucket: there each role that does it reaches something else. Neither
 * staging nor production can be reached with it.
 */
export function removeStatements(scope: Construct, props: RemoveStatementsProps): readonly IamStatement[] {
  const { project, bundleBucketArn, cloudFormationRoleArn } = props;
  return [
    {
      sid: 'Removals',
      because: 'Which branches are gone is not known before; no stack but those of previews is reached.',
      actions: [
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:ListChangeSets',
        'cloudformation:DescribeChangeSet',
        'cloudformation:GetTemplate',
      ],
      resources: [stackArn(scope, project, 'preview')],
    },
    {
      sid: 'PassToCloudFormation',
      because: 'A stack is deleted under the role that made it.',
      actions: ['iam:PassRole'],
      resources: [cloudFormationRoleArn],
      conditions: whenEquals('iam:PassedToService', 'cloudformation.amazonaws.com'),
    },
    {
      sid: 'LookAround',
      because: 'What exists is read by lists of everything.',
      actions: [
        'cloudformation:DescribeStacks',
        'cloudformation:ListStacks',
        'logs:DescribeLogGroups',
        'rds:DescribeDBSnapshots',
      ],
      resources: ['*'],
    },
    emptyPreviewBuckets(scope, project),
    {
      sid: 'ListBundles',
      because: 'What is left of previews is found by listing.',
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: [bundleBucketArn],
    },
    {
      sid: 'Leftovers',
      because: 'Log groups and snapshots that a preview left behind, by the names that only previews have.',
      actions: ['logs:DeleteLogGroup', 'rds:DeleteDBSnapshot'],
      resources: [
        ...logGroupArns(scope, project, ['preview']),
        `${arnPrefix(scope, 'rds')}snapshot:${project}-preview-*`,
      ],
    },
    {
      sid: 'NotLogsOfStages',
      because: 'The environments of staging and production begin with the same project.',
      effect: 'Deny',
      actions: ['logs:DeleteLogGroup'],
      resources: logGroupArns(scope, project, stagesBeside('preview')),
    },
    {
      sid: 'NotOfOtherProjects',
      because: 'The name of another project may go on from ours.',
      effect: 'Deny',
      actions: ['logs:DeleteLogGroup', 'rds:DeleteDBSnapshot'],
      resources: ['*'],
      conditions: ofAnotherProject(project),
    },
  ];
}
