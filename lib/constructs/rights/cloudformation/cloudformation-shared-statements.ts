import type { Construct } from 'constructs';
import { globalArnPrefix } from '../arn-prefix';
import { type IamStatement, whenEquals } from '../iam-statement';

/** What CloudFormation's roles need whatever the kind of their stacks: said once, for both have the policy. */
export function sharedStatements(scope: Construct, beanstalkServiceRoleArn: string): readonly IamStatement[] {
  return [
    {
      sid: 'LookAtDatabases',
      because: 'Waiting for an instance reads lists.',
      actions: ['rds:Describe*'],
      resources: ['*'],
    },
    {
      sid: 'Passwords',
      because: 'A generated password is asked for before its secret exists.',
      actions: ['secretsmanager:GetRandomPassword'],
      resources: ['*'],
    },
    {
      sid: 'PassToBeanstalk',
      because: 'An environment is made with the role that Beanstalk acts under.',
      actions: ['iam:PassRole', 'iam:GetRole', 'iam:ListAttachedRolePolicies', 'iam:ListRolePolicies'],
      resources: [beanstalkServiceRoleArn],
    },
    {
      sid: 'ServiceLinkedRoles',
      because:
        'An account that never used one of these services has no role of theirs yet; AWS defines what they may do.',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [`${globalArnPrefix(scope, 'iam')}role/aws-service-role/*`],
      conditions: whenEquals('iam:AWSServiceName', [
        'autoscaling.amazonaws.com',
        'elasticbeanstalk.amazonaws.com',
        'elasticloadbalancing.amazonaws.com',
        'rds.amazonaws.com',
      ]),
    },
  ];
}
