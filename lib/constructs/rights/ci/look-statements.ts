import type { Construct } from 'constructs';
import { applicationFolder, auditPrefix, heartbeatKey } from '../../../naming/bundle-key';
import type { TargetKind } from '../../../naming/target';
import { arnPrefix } from '../arn-prefix';
import { logGroupArns, ofAnotherProject, stagesBeside } from '../environment-patterns';
import type { IamStatement } from '../iam-statement';

export interface LookStatementsProps {
  readonly project: string;
  readonly bundleBucketArn: string;
}

/** What every look takes, whatever it looks at: `list`, and the beginning of each other command. It changes nothing. */
export function lookAround({ project, bundleBucketArn }: LookStatementsProps): IamStatement[] {
  return [
    {
      sid: 'LookAround',
      because:
        'What exists, its health and the recommended platform are read by lists of everything; Beanstalk looks for instances with the rights of its caller.',
      actions: [
        'cloudformation:DescribeStacks',
        'elasticbeanstalk:DescribeEnvironments',
        'elasticbeanstalk:DescribeEnvironmentHealth',
        'elasticbeanstalk:DescribeEnvironmentResources',
        'elasticbeanstalk:DescribeEvents',
        'elasticbeanstalk:ListPlatformVersions',
        'autoscaling:DescribeAutoScalingGroups',
        'logs:DescribeLogGroups',
        'rds:DescribeDBSnapshots',
      ],
      resources: ['*'],
    },
    {
      sid: 'ReadRecords',
      because:
        'Records and measures lie in folders whose names are not known before; the heartbeat says when cleanup last ran.',
      actions: ['s3:GetObject'],
      resources: ['*/records/*', `${applicationFolder}/metrics/*`, heartbeatKey].map(
        (key) => `${bundleBucketArn}/${key}`,
      ),
    },
    {
      sid: 'ListBundles',
      because: 'A bundle is found by the beginning of its hash, and what is missing answers 404 instead of 403.',
      actions: ['s3:ListBucket'],
      resources: [bundleBucketArn],
    },
    {
      sid: 'NotLogsOfProjects',
      because: 'The name of another project may go on from ours.',
      effect: 'Deny',
      actions: ['logs:FilterLogEvents'],
      resources: ['*'],
      conditions: ofAnotherProject(project),
    },
  ];
}

/** What looking into targets of a kind takes: `logs`, `diff`, `why`. */
export function lookInto(scope: Construct, project: string, kind: TargetKind): IamStatement[] {
  return [
    {
      sid: `Read${labelOf(kind)}Stacks`,
      because:
        'What a stack holds and what happened to it; a branch has a stack of its own, whose name is not known before.',
      actions: [
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:GetTemplate',
      ],
      resources: [stackArn(scope, project, kind)],
    },
    {
      sid: `Read${labelOf(kind)}Logs`,
      because: 'The last lines of the app say why it failed; the groups are those of the environments of the kind.',
      actions: ['logs:FilterLogEvents'],
      resources: logGroupArns(scope, project, [kind]),
    },
  ];
}

/**
 * What looking at previews does not reach, though in a pattern of IAM `*` does not stop at a slash. Staging's own role looks at previews as well, so
 * that of the logs of stages only those are denied that fit the names of previews.
 */
export function notIntoOthers(scope: Construct, { project, bundleBucketArn }: LookStatementsProps): IamStatement[] {
  return [
    {
      sid: 'NotAudit',
      because: 'Who asked for what is not for everybody, be it in a folder named like that of records.',
      effect: 'Deny',
      actions: ['s3:GetObject'],
      resources: [`${bundleBucketArn}/${auditPrefix}*`],
    },
    {
      sid: 'NotLogsOfStages',
      because: 'A file of a log may be called anything, so that its group fits the names of previews.',
      effect: 'Deny',
      actions: ['logs:FilterLogEvents'],
      resources: logGroupArns(scope, project, stagesBeside('preview')).map((group) => `${group}-????????--*`),
    },
  ];
}

/** The stacks of a kind, a `*` for the rest of a name and for the id. */
export function stackArn(scope: Construct, project: string, kind: TargetKind): string {
  return `${arnPrefix(scope, 'cloudformation')}stack/${project}-${kind === 'preview' ? 'preview-*' : kind}/*`;
}

/** A kind in the id of a statement, which must be unique in its policy. */
export function labelOf(kind: TargetKind): string {
  return kind === 'preview' ? 'Preview' : 'Stage';
}
