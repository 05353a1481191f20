import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { beanstalkStatements } from './cloudformation-beanstalk-statements';
import { dataStatements } from './cloudformation-data-statements';
import { roleStatements } from './cloudformation-role-statements';
import type { CloudFormationRoleProps } from './cloudformation-statements';
import { policyDocument, trustOf } from './iam-statement';

/**
 * The role under which CloudFormation makes and deletes environment stacks, so that neither CI nor its short-lived credentials
 * need to be able to (trap T37). Beanstalk acts with the rights of its caller, and by AWS's own guide what it needs for
 * instances and balancers cannot be confined to one application: those statements are broad and say so. What can be confined is.
 */
export class CloudFormationRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CloudFormationRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      assumeRolePolicyDocument: trustOf('cloudformation.amazonaws.com'),
      policies: [
        { policyName: 'beanstalk', policyDocument: policyDocument(beanstalkStatements(this, props)) },
        { policyName: 'data', policyDocument: policyDocument(dataStatements(this, props)) },
        { policyName: 'roles', policyDocument: policyDocument(roleStatements(this, props)) },
      ],
    });
    this.arn = role.attrArn;
  }
}
