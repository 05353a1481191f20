import { Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Stage } from '../../naming/target';
import { acknowledgeWildcards } from './acknowledge';
import { arnPrefix } from './arn-prefix';
import { kindsOf, logGroupArns } from './environment-patterns';
import { type IamStatement, policyDocument, trustOf, whenEquals } from './iam-statement';

export interface BeanstalkRoleProps {
  readonly name: string;
  readonly project: string;
  readonly stage: Stage;
}

/**
 * The role under which Beanstalk watches environments (trap T12). Of AWS's own policy for enhanced health what our environments
 * need, in this region and by the names of this project: that one also publishes to every topic and writes to the logs of
 * everybody's environments. Not the policy for managed updates: they are off, and it may do nearly everything that Beanstalk can.
 */
export class BeanstalkRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BeanstalkRoleProps) {
    super(scope, id);
    const statements = healthStatements(this, props);
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      // The external id keeps Beanstalk from acting on behalf of someone else (AWS's guide, service role).
      assumeRolePolicyDocument: trustOf('elasticbeanstalk.amazonaws.com', {
        StringEquals: { 'sts:ExternalId': 'elasticbeanstalk' },
      }),
      policies: [{ policyName: 'health', policyDocument: policyDocument(statements) }],
    });
    acknowledgeWildcards(role, statements);
    this.arn = role.attrArn;
  }
}

function healthStatements(scope: Construct, { project, stage }: BeanstalkRoleProps): readonly IamStatement[] {
  const kinds = kindsOf(stage);
  const inRegion = whenEquals('aws:RequestedRegion', Stack.of(scope).region);
  return [
    {
      sid: 'LookAtHealth',
      because:
        'Beanstalk reads health from instances, balancers and Auto Scaling groups; these actions know no narrower resource.',
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeNotificationConfigurations',
        'autoscaling:DescribeScalingActivities',
        'ec2:DescribeAddresses',
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceStatus',
        'ec2:DescribeSecurityGroups',
        'elasticloadbalancing:DescribeInstanceHealth',
        'elasticloadbalancing:DescribeLoadBalancers',
        'elasticloadbalancing:DescribeTargetHealth',
      ],
      resources: ['*'],
      conditions: inRegion,
    },
    {
      sid: 'LookIntoInstances',
      because: 'An instance that does not answer is looked into by its console; Beanstalk gives instances their ids.',
      actions: ['ec2:GetConsoleOutput'],
      resources: [`${arnPrefix(scope, 'ec2')}instance/*`],
    },
    {
      sid: 'KeepAddress',
      because: 'A single instance that is replaced takes its address along; Beanstalk gives both their ids.',
      actions: ['ec2:AssociateAddress'],
      resources: ['*'],
      conditions: inRegion,
    },
    {
      sid: 'LookAtQueues',
      because: 'The health of a worker is that of its queue; ours begin with the name of their stack.',
      actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      resources: kinds.map((kind) => `${arnPrefix(scope, 'sqs')}${project}-${kind}-*`),
    },
    {
      sid: 'StreamHealth',
      because: 'Where an environment asks for it, its health is streamed into a log group under its own name.',
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: logGroupArns(scope, project, kinds),
    },
  ];
}
