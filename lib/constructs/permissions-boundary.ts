import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge';
import { arnPrefix, globalArnPrefix } from './arn-prefix';
import { type IamStatement, policyDocument } from './iam-statement';

export interface PermissionsBoundaryProps {
  readonly name: string;
  readonly project: string;
  readonly applicationName: string;
}

/**
 * The most that any instance role of a stage can ever do, whatever it is given: what instances need, in this project's names.
 * Each role holds far less.
 */
export class PermissionsBoundary extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    const statements = bounds(this, props);
    const policy = new CfnManagedPolicy(this, 'Policy', {
      managedPolicyName: props.name,
      description: `Bounds the instance roles of ${props.applicationName}`,
      policyDocument: policyDocument(statements),
    });
    acknowledgeWildcards(policy, statements);
    this.arn = policy.ref;
  }
}

function bounds(scope: Construct, { project, applicationName }: PermissionsBoundaryProps): readonly IamStatement[] {
  const { account, region, partition } = Stack.of(scope);
  const beanstalk = arnPrefix(scope, 'elasticbeanstalk');
  return [
    {
      sid: 'Buckets',
      because:
        "Buckets of our stacks begin with the name of the project; Beanstalk's own, with everybody's bundles, do not.",
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListBucket'],
      resources: [`${globalArnPrefix(scope, 's3')}${project}-*`],
    },
    {
      sid: 'Secrets',
      because: 'Which secrets a service names is not known here; its role says it exactly.',
      actions: ['secretsmanager:GetSecretValue', 'ssm:GetParameter', 'ssm:GetParameters'],
      resources: [`${arnPrefix(scope, 'secretsmanager')}secret:*`, `${arnPrefix(scope, 'ssm')}parameter/*`],
    },
    {
      sid: 'SecretKeys',
      because: 'A secret may be under a key of its own; which one is not known here. Only by way of the two services.',
      actions: ['kms:Decrypt'],
      resources: [`${arnPrefix(scope, 'kms')}key/*`],
      conditions: {
        StringEquals: { 'kms:ViaService': [`secretsmanager.${region}.amazonaws.com`, `ssm.${region}.amazonaws.com`] },
      },
    },
    {
      sid: 'Queues',
      because: 'Queues of our stacks begin with the name of the project; each role says which ones.',
      actions: [
        'sqs:SendMessage',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueUrl',
        'sqs:GetQueueAttributes',
      ],
      resources: [`${arnPrefix(scope, 'sqs')}${project}-*`],
    },
    {
      sid: 'Images',
      because: "Which image of the account's registries a service runs is not known here; its role says it exactly.",
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
      resources: [`arn:${partition}:ecr:*:${account}:repository/*`],
    },
    {
      sid: 'Logs',
      because: "Logs are streamed into the groups of the project's environments.",
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      resources: [`${arnPrefix(scope, 'logs')}log-group:/aws/elasticbeanstalk/${project}-*`],
    },
    {
      sid: 'Health',
      because: "Enhanced health of the stage's own environments.",
      actions: ['elasticbeanstalk:PutInstanceStatistics'],
      resources: [`${beanstalk}application/${applicationName}`, `${beanstalk}environment/${applicationName}/*`],
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
