import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { PreviewAllowList } from '../../facts/preview-allow-list';
import { applicationFolder } from '../../naming/bundle-key';
import { ownershipTagKeys } from '../../naming/ownership-tags';
import type { TargetKind } from '../../naming/target';
import type { RightsSettings } from '../../settings/rights/rights-settings';
import { arnPrefix, globalArnPrefix } from './arn-prefix';
import { environmentPattern, logGroupArns, stagesBeside } from './environment-patterns';
import { givenToApps } from './given-statements';
import type { IamStatement } from './iam-statement';
import { ManagedPolicy } from './managed-policy';

export interface PermissionsBoundaryProps {
  readonly name: string;
  readonly project: string;
  readonly applicationName: string;
  /** Whose instances it bounds. */
  readonly kind: TargetKind;
  readonly bundleBucketArn: string;
  /** What previews may use besides their own. @default whatever the role of a service names */
  readonly reach?: PreviewAllowList;
  /** What settings add for extensions. @default nothing */
  readonly rights?: RightsSettings;
}

/**
 * The most that any instance role of a kind of target can ever do, whatever it is given: what instances need, in the names of these
 * stacks. Each role holds far less. That of previews counts for more than the others: a person who may push to a branch decides what its
 * roles are given.
 */
export class PermissionsBoundary extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    this.arn = new ManagedPolicy(this, 'Policy', {
      name: props.name,
      description: `Bounds the instance roles of ${props.kind} in ${props.applicationName}`,
      statements: [...bounds(this, props), ...secretBounds(this, props), ...givenToApps(this, props, props.rights)],
    }).arn;
  }
}

function bounds(scope: Construct, props: PermissionsBoundaryProps): readonly IamStatement[] {
  const { project, kind, applicationName } = props;
  const { reach } = props;
  const images = reach?.images ?? [`arn:${Stack.of(scope).partition}:ecr:*:*:repository/*`];
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  return [
    {
      sid: 'Buckets',
      because: "Buckets of these stacks begin with their name; Beanstalk's own, with everybody's bundles, do not.",
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListBucket'],
      resources: [`${globalArnPrefix(scope, 's3')}${project}-${kind}-*`],
    },
    {
      sid: 'Bundles',
      because: 'Which bundle an instance runs is not known here; its role says it exactly.',
      actions: ['s3:GetObject'],
      resources: [`${props.bundleBucketArn}/*/bundles/*`],
    },
    {
      sid: 'Queues',
      because: 'Queues of these stacks begin with their name; each role says which ones.',
      actions: [
        'sqs:SendMessage',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueUrl',
        'sqs:GetQueueAttributes',
      ],
      resources: [`${arnPrefix(scope, 'sqs')}${project}-${kind}-*`],
    },
    ...(images.length === 0
      ? []
      : [
          {
            sid: 'Images',
            because:
              kind === 'preview'
                ? 'Settings name the images of previews.'
                : 'Which image a service runs is not known here; its role says it exactly. It may lie in the account of staging.',
            actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
            resources: images,
          },
        ]),
    {
      sid: 'Logs',
      because: 'Logs are streamed into the groups of the environments of the kind.',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: logGroupArns(scope, project, [kind]),
    },
    {
      sid: 'Health',
      because: 'Enhanced health of the environments of the kind.',
      actions: ['elasticbeanstalk:PutInstanceStatistics'],
      resources: [
        `${beanstalk}application/${applicationName}`,
        `${beanstalk}environment/${applicationName}/${environmentPattern(project, kind)}`,
      ],
    },
    {
      sid: 'NotOtherStages',
      because: 'Neither forged logs and health for a stage, nor its bundles, nor what is kept for all targets.',
      effect: 'Deny',
      actions: ['logs:*', 'elasticbeanstalk:*', 's3:*'],
      resources: [
        ...logGroupArns(scope, project, stagesBeside(kind)),
        ...stagesBeside(kind).map((stage) => `${beanstalk}environment/*/${environmentPattern(project, stage)}`),
        ...[...stagesBeside(kind), applicationFolder].map((folder) => `${props.bundleBucketArn}/${folder}/*`),
      ],
    },
    {
      sid: 'Agents',
      because: 'The agents of SSM and CloudWatch, and the login to a registry, use actions that know no resource.',
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:*',
        'ec2messages:*',
        'logs:DescribeLogGroups',
        'cloudwatch:PutMetricData',
        'ecr:GetAuthorizationToken',
      ],
      resources: ['*'],
    },
  ];
}

/** Secrets, parameters and keys: of previews their own and those that settings name for them. */
function secretBounds(scope: Construct, { project, kind, reach }: PermissionsBoundaryProps): readonly IamStatement[] {
  const { region } = Stack.of(scope);
  const actions = ['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'ssm:GetParameters'];
  const secrets = `${arnPrefix(scope, 'secretsmanager')}secret:*`;
  const keys = {
    sid: 'SecretKeys',
    because: 'A secret may be under a key of its own. Only by way of the two services.',
    actions: ['kms:Decrypt'],
    conditions: {
      StringEquals: { 'kms:ViaService': [`secretsmanager.${region}.amazonaws.com`, `ssm.${region}.amazonaws.com`] },
    },
  };
  if (reach === undefined) {
    const because = 'Which secrets a service names is not known here; its role says it exactly.';
    return [
      { sid: 'Secrets', because, actions, resources: [secrets, `${arnPrefix(scope, 'ssm')}parameter/*`] },
      { ...keys, resources: [`${arnPrefix(scope, 'kms')}key/*`] },
    ];
  }
  const own = { [ownershipTagKeys.project]: project, [ownershipTagKeys.target]: kind };
  return [
    {
      sid: 'OwnSecrets',
      because: 'CloudFormation does not name secrets after their stack; the tags of the stack tell whose one is.',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [secrets],
      conditions: {
        StringEquals: Object.fromEntries(Object.entries(own).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
      },
    },
    ...(reach.secrets.length === 0
      ? []
      : [{ sid: 'Secrets', because: 'Settings name them for previews.', actions, resources: reach.secrets }]),
    ...(reach.keys.length === 0 ? [] : [{ ...keys, resources: reach.keys }]),
  ];
}
