import { Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { trustOf } from './iam-statement';

export interface BeanstalkRoleProps {
  readonly name: string;
}

/**
 * The role under which Beanstalk watches environments (trap T12). Not the policy for managed updates: they are off, and it may
 * do nearly everything that Beanstalk can.
 */
export class BeanstalkRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: BeanstalkRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      // The external id keeps Beanstalk from acting on behalf of somebody else (AWS's guide, service role).
      assumeRolePolicyDocument: trustOf('elasticbeanstalk.amazonaws.com', {
        StringEquals: { 'sts:ExternalId': 'elasticbeanstalk' },
      }),
      managedPolicyArns: [
        `arn:${Stack.of(this).partition}:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth`,
      ],
    });
    acknowledge(role, {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth]',
      reason: "Beanstalk's own policy for enhanced health: AWS extends it with the service, and it changes nothing.",
    });
    this.arn = role.attrArn;
  }
}
