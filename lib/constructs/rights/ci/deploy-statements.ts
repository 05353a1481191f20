import type { Construct } from 'constructs';
import { applicationFolder, heartbeatKey, removalNoticesKey, targetFolders } from '../../../naming/bundle-key';
import { applicationNames } from '../../../naming/resource-names';
import type { Stage, TargetKind } from '../../../naming/target';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import { databaseStatement } from '../database-statement';
import { emptyPreviewBuckets } from '../empty-buckets-statement';
import { environmentPattern } from '../environment-patterns';
import type { IamStatement } from '../iam-statement';
import { commandStatements, instancesOf } from './command-statements';
import { eventStatement, folderStatements } from './folder-statements';
import { lookAround, lookInto, stackArn } from './look-statements';
import { pushStatements } from './push-statements';
import { nothingOfOthers, onlyUnderTheRoles, stackStatements } from './stack-statements';

export interface DeployStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
  /** Role under which each stack of the kind is made. */
  readonly cloudFormationRoleArn: string;
  /** Names of ECR repositories to which it may push. */
  readonly imageRepositories: readonly string[];
}

/** Beside making, changing and deleting a stack: what deploying one takes of CloudFormation. */
const deploying = ['cloudformation:UpdateTerminationProtection', 'cloudformation:UntagResource'];

/** What changing previews takes of the caller beside looking: to deploy them, and to put them to sleep and wake them. */
export function changeStatements(
  scope: Construct,
  { project, bundleBucketArn, cloudFormationRoleArn }: Omit<DeployStatementsProps, 'imageRepositories'>,
): readonly IamStatement[] {
  return [
    ...stackStatements(scope, project, 'preview', cloudFormationRoleArn),
    nothingOfOthers,
    // A template that is too long for a call comes from the bucket, that of a preview that falls asleep as well.
    ...folderStatements(bundleBucketArn, ['records', 'templates']),
    databaseStatement(scope, project, 'rds:StartDBInstance'),
  ];
}

/** What deploying previews takes beside changing them. What is made is made by CloudFormation, under the role that is passed to it. */
export function previewStatements(
  scope: Construct,
  { project, bundleBucketArn, imageRepositories }: Omit<DeployStatementsProps, 'cloudFormationRoleArn'>,
): readonly IamStatement[] {
  return [
    {
      sid: 'NotForPeople',
      because: 'Jobs have the policy for developers, for commands alone.',
      effect: 'Deny',
      actions: ['ssm:*Session', 'ssmmessages:*', 'secretsmanager:*'],
      resources: ['*'],
    },
    {
      sid: 'PreviewSettings',
      because: 'Settings may protect a preview, and change its tags; whose stacks are reached says their name.',
      actions: deploying,
      resources: [stackArn(scope, project, 'preview')],
    },
    ...folderStatements(bundleBucketArn, ['bundles']),
    eventStatement(bundleBucketArn, 'preview'),
    ownEnvironments(scope, project, 'preview'),
    // A preview that failed before it stood is deleted and made again; its bucket may have files by then.
    emptyPreviewBuckets(scope, project),
    ...pushStatements(scope, imageRepositories),
  ];
}

/** What keeps a role for jobs of any branch away from everything but previews, whatever else it is allowed. */
export function onlyPreviews({
  bundleBucketArn,
  cloudFormationRoleArn,
}: Pick<DeployStatementsProps, 'bundleBucketArn' | 'cloudFormationRoleArn'>): readonly IamStatement[] {
  const inBucket = (...keys: readonly string[]) => keys.map((key) => `${bundleBucketArn}/${key}`);
  return [
    onlyUnderTheRoles([cloudFormationRoleArn]),
    {
      sid: 'NotOtherTargets',
      because:
        'Code of any branch runs under this role: what staging and cleanup run by and remember is not for it to change.',
      effect: 'Deny',
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: inBucket('staging/*', heartbeatKey, removalNoticesKey),
    },
    {
      sid: 'NotBundlesOfOthers',
      because: 'Code of any branch runs under this role: what staging runs and was measured is not for it to read.',
      effect: 'Deny',
      actions: ['s3:GetObject'],
      resources: inBucket('staging/*', `${applicationFolder}/*`),
    },
  ];
}

/** What deploying staging takes of the caller beside looking and beside deploying previews, which it may as well. */
export function stagingStatements(
  scope: Construct,
  props: DeployStatementsProps & { readonly previewCloudFormationRoleArn: string },
): readonly IamStatement[] {
  const { project, bundleBucketArn, cloudFormationRoleArn, previewCloudFormationRoleArn } = props;
  return [
    ...lookInto(scope, project, 'staging'),
    ...stackStatements(scope, project, 'staging', cloudFormationRoleArn, deploying),
    onlyUnderTheRoles([cloudFormationRoleArn, previewCloudFormationRoleArn]),
    eventStatement(bundleBucketArn, 'staging'),
    ownEnvironments(scope, project, 'staging'),
    instancesOf(scope, project, 'staging'),
  ];
}

/**
 * What deploying a stage without previews takes of the caller: production, or staging alone.
 *
 * @param promotesFrom name of the bucket from which bundles are promoted, a `*` for the rest of a name. @default none are
 */
export function stageStatements(
  scope: Construct,
  props: DeployStatementsProps & { readonly stage: Stage; readonly promotesFrom?: string },
): readonly IamStatement[] {
  const { project, stage, bundleBucketArn, cloudFormationRoleArn, imageRepositories, promotesFrom } = props;
  return [
    ...lookAround(props),
    ...lookInto(scope, project, stage),
    ...stackStatements(scope, project, stage, cloudFormationRoleArn, deploying),
    nothingOfOthers,
    onlyUnderTheRoles([cloudFormationRoleArn]),
    ...folderStatements(bundleBucketArn, targetFolders),
    eventStatement(bundleBucketArn, stage),
    ownEnvironments(scope, project, stage),
    ...(promotesFrom === undefined
      ? []
      : [
          {
            sid: 'Promotion',
            because:
              "The same bytes that staging ran are copied, which its records name; CloudFormation makes up the end of the bucket's name.",
            actions: ['s3:GetObject', 's3:ListBucket'],
            resources: ['', '/*'].map((rest) => `${globalArnPrefix(scope, 's3')}${promotesFrom}${rest}`),
          },
        ]),
    ...commandStatements(scope, project, stage),
    ...pushStatements(scope, imageRepositories),
  ];
}

/** An environment is named with its application, which is the stage's own. */
function ownEnvironments(scope: Construct, project: string, kind: TargetKind): IamStatement {
  const { applicationName } = applicationNames(project, kind === 'production' ? 'production' : 'staging');
  return {
    sid: 'OwnEnvironments',
    because:
      'Properties that settings no longer name are looked for and removed (trap T11): in no other application, and no other kind of target.',
    actions: ['elasticbeanstalk:DescribeConfigurationSettings', 'elasticbeanstalk:UpdateEnvironment'],
    resources: [
      `${arnPrefix(scope, 'elasticbeanstalk')}environment/${applicationName}/${environmentPattern(project, kind)}`,
    ],
  };
}
