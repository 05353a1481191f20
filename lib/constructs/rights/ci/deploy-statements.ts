import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { heartbeatKey, removalNoticesKey } from '../../../naming/bundle-key';
import { ownershipTagKeys } from '../../../naming/ownership-tags';
import type { Stage, TargetKind } from '../../../naming/target';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import { emptyPreviewBuckets } from '../empty-buckets-statement';
import { environmentPattern, logGroupArns, ofAnotherProject } from '../environment-patterns';
import { type IamStatement, whenEquals } from '../iam-statement';
import { pushStatements } from './push-statements';

export interface DeployStatementsProps {
  readonly project: string;
  /** Names of the stacks that it deploys, a `*` for the rest of a name. */
  readonly stacks: readonly string[];
  readonly applicationStackName: string;
  /** Of Beanstalk. */
  readonly applicationName: string;
  readonly bundleBucketArn: string;
  /** Kinds of targets whose logs it may read, by their names, and whose instances it may seed, as their tags say. */
  readonly targets: readonly TargetKind[];
  /** Under one of them each stack is made. */
  readonly cloudFormationRoleArns: readonly string[];
  /** Folders of the bundle bucket that it must neither read nor write. @default none */
  readonly closedFolders?: readonly string[];
  /** Stages whose logs it must not read. @default none */
  readonly closedStages?: readonly Stage[];
  /** Names of buckets from which bundles are promoted, a `*` for the rest of a name. @default none */
  readonly promotesFrom?: string;
  /** Names of ECR repositories to which it may push. */
  readonly imageRepositories: readonly string[];
}

/** What deploying takes of the caller. What is made is made by CloudFormation, under the role that is passed to it. */
export function deployStatements(scope: Construct, props: DeployStatementsProps): readonly IamStatement[] {
  const { partition, region } = Stack.of(scope);
  const stackArn = (name: string) => `${arnPrefix(scope, 'cloudformation')}stack/${name}/*`;
  const { closedFolders = [], closedStages = [] } = props;
  return [
    {
      sid: 'OwnStacks',
      because:
        'A branch has a stack of its own, whose name is not known before the branch is; no other stack is reached.',
      actions: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:DescribeChangeSet',
        'cloudformation:DeleteChangeSet',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:GetTemplate',
        'cloudformation:UpdateTerminationProtection',
        'cloudformation:TagResource',
        'cloudformation:UntagResource',
      ],
      resources: props.stacks.map(stackArn),
    },
    {
      sid: 'OnlyUnderTheRole',
      because: 'CloudFormation must never act with the rights of the caller, nor under a stronger role.',
      effect: 'Deny',
      actions: ['cloudformation:CreateChangeSet'],
      resources: ['*'],
      conditions: { StringNotEquals: { 'cloudformation:RoleArn': props.cloudFormationRoleArns } },
    },
    {
      sid: 'NothingOfOthers',
      because: 'A stack that took in what others made could delete it: nothing of ours is ever imported.',
      effect: 'Deny',
      actions: ['cloudformation:CreateChangeSet'],
      resources: ['*'],
      conditions: { 'ForAnyValue:StringLike': { 'cloudformation:ImportResourceTypes': '*' } },
    },
    {
      sid: 'PassToCloudFormation',
      because: 'Stacks are made under the role of the stage, and it is for nothing else.',
      actions: ['iam:PassRole'],
      resources: props.cloudFormationRoleArns,
      conditions: whenEquals('iam:PassedToService', 'cloudformation.amazonaws.com'),
    },
    {
      sid: 'LookAtStacks',
      because: 'Previews are counted by a list of all stacks.',
      actions: ['cloudformation:DescribeStacks'],
      resources: ['*'],
    },
    {
      sid: 'Bundles',
      because: 'Bundles, records and large templates lie in the folder of each target, whose name is not known before.',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${props.bundleBucketArn}/*`],
    },
    {
      sid: 'ListBundles',
      because: 'A bundle is found by the beginning of its hash, and what is missing answers 404 instead of 403.',
      actions: ['s3:ListBucket'],
      resources: [props.bundleBucketArn],
    },
    ...(closedFolders.length === 0
      ? []
      : [
          {
            sid: 'NotOtherTargets',
            because:
              'Code of any branch runs under this role: what staging and cleanup run by and remember is not for it to change.',
            effect: 'Deny' as const,
            actions: ['s3:PutObject', 's3:DeleteObject'],
            resources: [...closedFolders.map((folder) => `${folder}/*`), heartbeatKey, removalNoticesKey].map(
              (key) => `${props.bundleBucketArn}/${key}`,
            ),
          },
          {
            sid: 'NotBundlesOfOthers',
            because: 'Code of any branch runs under this role: what staging runs is not for it to read.',
            effect: 'Deny' as const,
            actions: ['s3:GetObject'],
            resources: closedFolders.map((folder) => `${props.bundleBucketArn}/${folder}/*`),
          },
        ]),
    ...(props.promotesFrom === undefined
      ? []
      : [
          {
            sid: 'Promotion',
            because:
              "The same bytes that staging ran are copied, which its records name; CloudFormation makes up the end of the bucket's name.",
            actions: ['s3:GetObject', 's3:ListBucket'],
            resources: ['', '/*'].map((rest) => `${globalArnPrefix(scope, 's3')}${props.promotesFrom}${rest}`),
          },
        ]),
    // A preview that failed before it stood is deleted and made again; its bucket may have files by then.
    ...(props.targets.includes('preview') ? [emptyPreviewBuckets(scope, props.project)] : []),
    ...pushStatements(scope, props.imageRepositories),
    {
      sid: 'LookAtEnvironments',
      because:
        'Health, events and the recommended platform are read by lists; Beanstalk looks for instances with the rights of its caller.',
      actions: [
        'elasticbeanstalk:DescribeEnvironments',
        'elasticbeanstalk:DescribeEnvironmentHealth',
        'elasticbeanstalk:DescribeEnvironmentResources',
        'elasticbeanstalk:DescribeEvents',
        'elasticbeanstalk:ListPlatformVersions',
        'autoscaling:DescribeAutoScalingGroups',
        'logs:DescribeLogGroups',
      ],
      resources: ['*'],
    },
    {
      sid: 'OwnEnvironments',
      because:
        'Properties that settings no longer name are looked for and removed (trap T11): in no other application, and no other kind of target.',
      actions: ['elasticbeanstalk:DescribeConfigurationSettings', 'elasticbeanstalk:UpdateEnvironment'],
      resources: environmentArns(scope, props),
    },
    {
      sid: 'ReadLogs',
      because:
        'A failed deploy shows the last lines of the app; the groups are those of the environments that it deploys.',
      actions: ['logs:FilterLogEvents'],
      resources: logGroupArns(scope, props.project, props.targets),
    },
    {
      sid: 'LookAtSnapshots',
      because:
        'A first deploy may start a database from the newest snapshot of an instance; names of snapshots are not known before.',
      actions: ['rds:DescribeDBSnapshots'],
      resources: ['*'],
    },
    ...(closedStages.length === 0
      ? []
      : [
          {
            sid: 'NotLogsOfStages',
            because: 'A preview can be called anything: that it cannot be called like a stage is said once more.',
            effect: 'Deny' as const,
            actions: ['logs:FilterLogEvents'],
            resources: logGroupArns(scope, props.project, closedStages),
          },
        ]),
    {
      sid: 'NotLogsOfProjects',
      because: 'The name of another project may go on from ours.',
      effect: 'Deny',
      actions: ['logs:FilterLogEvents'],
      resources: ['*'],
      conditions: ofAnotherProject(props.project),
    },
    {
      sid: 'SeedDocument',
      because: 'Test data is installed by this document of AWS.',
      actions: ['ssm:SendCommand'],
      resources: [`arn:${partition}:ssm:${region}::document/AWS-RunShellScript`],
    },
    {
      sid: 'SeedInstances',
      because: 'Ids of instances are not known before; the tags that come from their stack tell whose they are.',
      actions: ['ssm:SendCommand'],
      resources: [`${arnPrefix(scope, 'ec2')}instance/*`],
      conditions: {
        StringEquals: {
          [`ssm:resourceTag/${ownershipTagKeys.project}`]: props.project,
          [`ssm:resourceTag/${ownershipTagKeys.target}`]: props.targets,
        },
      },
    },
    {
      sid: 'FollowCommands',
      because: 'A command has an id that is not known before, and these actions know no narrower resource.',
      actions: ['ssm:GetCommandInvocation', 'ssm:CancelCommand'],
      resources: ['*'],
    },
  ];
}

/** An environment is named with its application, which is the stage's own. */
function environmentArns(
  scope: Construct,
  { project, applicationName, targets }: Pick<DeployStatementsProps, 'project' | 'applicationName' | 'targets'>,
): readonly string[] {
  const environments = `${arnPrefix(scope, 'elasticbeanstalk')}environment/${applicationName}/`;
  return targets.map((kind) => `${environments}${environmentPattern(project, kind)}`);
}
