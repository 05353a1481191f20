import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge';
import { beanstalkStatements } from './cloudformation-beanstalk-statements';
import { dataStatements } from './cloudformation-data-statements';
import { roleStatements } from './cloudformation-role-statements';
import type { CloudFormationRoleProps } from './cloudformation-statements';
import { type IamStatement, policyDocument, trustOf } from './iam-statement';

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
      // Inline policies of a role have 10,240 characters together, each managed one 6,144 (IAM quotas): one for each part.
      managedPolicyArns: [
        this.policy('Beanstalk', beanstalkStatements(this, props)),
        this.policy('Data', dataStatements(this, props)),
        this.policy('Roles', roleStatements(this, props)),
      ],
    });
    this.arn = role.attrArn;
  }

  private policy(id: string, statements: readonly IamStatement[]): string {
    const policy = new CfnManagedPolicy(this, id, {
      description: "A part of what CloudFormation's role may do",
      policyDocument: policyDocument(statements),
    });
    acknowledgeWildcards(policy, statements);
    return policy.ref;
  }
}
