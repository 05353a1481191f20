import type { Construct } from 'constructs';
import { applicationFolder } from '../../../naming/bundle-key';
import { arnPrefix } from '../arn-prefix';
import { emptyPreviewBuckets } from '../empty-buckets-statement';
import { logGroupArns, ofAnotherProject, stagesBeside } from '../environment-patterns';
import { type IamStatement, whenEquals } from '../iam-statement';

export interface CleanupStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
  readonly cloudFormationRoleArn: string;
}

/** Folders of the bundle bucket that belong to no preview. */
const closedFolders = ['staging', applicationFolder];

/** What taking previews away takes of the caller: neither staging nor production can be reached with it. */
export function cleanupStatements(scope: Construct, props: CleanupStatementsProps): readonly IamStatement[] {
  const previews = `${props.project}-preview-*`;
  return [
    {
      sid: 'Previews',
      because: 'Which branches are gone is not known before; no stack but those of previews is reached.',
      actions: [
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:ListChangeSets',
        'cloudformation:DescribeChangeSet',
        'cloudformation:GetTemplate',
      ],
      resources: [`${arnPrefix(scope, 'cloudformation')}stack/${previews}/*`],
    },
    {
      sid: 'PassToCloudFormation',
      because: 'A stack is deleted under the role that made it.',
      actions: ['iam:PassRole'],
      resources: [props.cloudFormationRoleArn],
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
    emptyPreviewBuckets(scope, props.project),
    {
      sid: 'SweepBundles',
      because: 'Bundles and records of a preview that is gone are swept; the folders of branches are not known before.',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: [`${props.bundleBucketArn}/*`],
    },
    {
      sid: 'ListBundles',
      because: 'What is left of previews is found by listing.',
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: [props.bundleBucketArn],
    },
    {
      sid: 'NotOtherTargets',
      because: "Staging's bundles and records are no preview's, and what was measured and asked for outlives them.",
      effect: 'Deny',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: closedFolders.map((folder) => `${props.bundleBucketArn}/${folder}/*`),
    },
    {
      sid: 'Leftovers',
      because: 'Log groups and snapshots that a preview left behind, by the names that only previews have.',
      actions: ['logs:DeleteLogGroup', 'rds:DeleteDBSnapshot'],
      resources: [...logGroupArns(scope, props.project, ['preview']), `${arnPrefix(scope, 'rds')}snapshot:${previews}`],
    },
    {
      sid: 'NotLogsOfStages',
      because: 'The environments of staging and production begin with the same project.',
      effect: 'Deny',
      actions: ['logs:DeleteLogGroup'],
      resources: logGroupArns(scope, props.project, stagesBeside('preview')),
    },
    {
      sid: 'NotOfOtherProjects',
      because: 'The name of another project may go on from ours.',
      effect: 'Deny',
      actions: ['logs:DeleteLogGroup', 'rds:DeleteDBSnapshot'],
      resources: ['*'],
      conditions: ofAnotherProject(props.project),
    },
  ];
}
