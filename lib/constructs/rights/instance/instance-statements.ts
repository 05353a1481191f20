import type { Construct } from 'constructs';
import { imageRepository } from '../../../facts/image-repository';
import { arnPrefix, globalArnPrefix } from '../arn-prefix';
import type { IamStatement } from '../iam-statement';

export interface InstanceStatementsProps {
  readonly applicationName: string;
  readonly environmentName: string;
  readonly bundleBucket: string;
  /** Folder of the target's bundles, with a slash at its end. */
  readonly bundlePrefix: string;
}

/** What every instance needs, whatever its app does. */
export function instanceStatements(scope: Construct, props: InstanceStatementsProps): readonly IamStatement[] {
  const logGroups = `${arnPrefix(scope, 'logs')}log-group:/aws/elasticbeanstalk/${props.environmentName}/*`;
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  return [
    {
      sid: 'OwnBundles',
      because: 'The instance fetches the bundle that it runs; those of other targets are none of its business.',
      actions: ['s3:GetObject'],
      resources: [`${globalArnPrefix(scope, 's3')}${props.bundleBucket}/${props.bundlePrefix}*`],
    },
    {
      sid: 'OwnLogs',
      because: 'Logs are streamed. Groups are made by Beanstalk: an instance that made one would leave it behind.',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: [logGroups],
    },
    {
      sid: 'FindLogGroups',
      because: 'The agent looks for its groups by prefix; the action knows no narrower resource.',
      actions: ['logs:DescribeLogGroups'],
      resources: ['*'],
    },
    {
      sid: 'OwnHealth',
      because: 'Enhanced health: the instance reports to its environment.',
      actions: ['elasticbeanstalk:PutInstanceStatistics'],
      resources: [
        `${beanstalk}application/${props.applicationName}`,
        `${beanstalk}environment/${props.applicationName}/${props.environmentName}`,
      ],
    },
    {
      sid: 'RunCommand',
      because: 'Seeds and exec come through SSM Run Command; its agent polls with actions that know no resource.',
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
        'ec2messages:AcknowledgeMessage',
        'ec2messages:DeleteMessage',
        'ec2messages:FailMessage',
        'ec2messages:GetEndpoint',
        'ec2messages:GetMessages',
        'ec2messages:SendReply',
      ],
      resources: ['*'],
    },
  ];
}

/** What pulling this image takes: nothing, unless it lies in ECR. Images of private registries elsewhere need a bundle of one's own. */
export function imageStatements(image: string | undefined): readonly IamStatement[] {
  const repository = imageRepository(image);
  if (repository === undefined) return [];
  return [
    {
      sid: 'PullImage',
      because: 'The instance pulls the image that settings name, with its own role.',
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [repository],
    },
    {
      sid: 'RegistryToken',
      because: 'The token to pull with is for the registry as a whole; the action knows no narrower resource.',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    },
  ];
}
