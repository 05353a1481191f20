import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { givenToStacks } from '../given-statements';
import { trustOf } from '../iam-statement';
import { ManagedPolicy } from '../managed-policy';
import { alarmStatements } from './cloudformation-alarm-statements';
import { dataStatements } from './cloudformation-data-statements';
import { environmentStatements } from './cloudformation-environment-statements';
import { roleStatements } from './cloudformation-role-statements';
import type { CloudFormationRoleProps } from './cloudformation-statements';

/**
 * The role under which CloudFormation makes and deletes environment stacks of one kind, so that neither CI nor its short-lived
 * credentials need to be able to (trap T37). Beanstalk acts with the rights of its caller, and by AWS's own guide what it needs for
 * instances and balancers cannot be confined to one application: those statements are broad and say so. What can be confined is.
 */
export class CloudFormationRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CloudFormationRoleProps) {
    super(scope, id);
    const given = givenToStacks(this, props, props.rights);
    const description = `A part of what CloudFormation's role for ${props.kind} may do`;
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      assumeRolePolicyDocument: trustOf('cloudformation.amazonaws.com'),
      // Inline policies of a role have 10,240 characters together, each managed one 6,144 (IAM quotas): one for each part.
      managedPolicyArns: [
        props.sharedPolicyArn,
        new ManagedPolicy(this, 'Environments', { description, statements: environmentStatements(this, props) }).arn,
        new ManagedPolicy(this, 'Data', { description, statements: dataStatements(this, props) }).arn,
        new ManagedPolicy(this, 'Roles', {
          description,
          statements: [...roleStatements(this, props), ...alarmStatements(this, props)],
        }).arn,
        ...(given.length === 0 ? [] : [new ManagedPolicy(this, 'Given', { description, statements: given }).arn]),
      ],
    });
    this.arn = role.attrArn;
  }
}
