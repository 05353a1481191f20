import { Stack } from 'aws-cdk-lib';
import {
  type AddToPrincipalPolicyResult,
  ArnPrincipal,
  Grant,
  type IGrantable,
  type IPrincipal,
  type PolicyStatement,
  type PrincipalPolicyFragment,
} from 'aws-cdk-lib/aws-iam';
import type { IamStatement } from '../iam-statement';
import type { InstanceRole } from './instance-role';

/** The instances of a service as the CDK's own constructs take them: `bucket.grantRead(service)`. */
export class InstancePrincipal implements IPrincipal {
  readonly assumeRoleAction = 'sts:AssumeRole';

  constructor(private readonly role: InstanceRole) {}

  get grantPrincipal(): IPrincipal {
    return this;
  }

  get policyFragment(): PrincipalPolicyFragment {
    return new ArnPrincipal(this.role.role.attrArn).policyFragment;
  }

  get principalAccount(): string {
    return Stack.of(this.role).account;
  }

  /** A statement of ours, which has its reason. */
  grant(statement: IamStatement): void {
    this.role.grant(statement);
  }

  addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.role.grantStatement(statement);
    return { statementAdded: true, policyDependable: this.role.role };
  }

  addToPolicy(statement: PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }
}

/** Allows someone something: a service with the reason in its template, any other principal of the CDK as the CDK does it. */
export function grantTo(grantee: IGrantable, statement: IamStatement): void {
  const { grantPrincipal } = grantee;
  const { actions, resources } = statement;
  if (grantPrincipal instanceof InstancePrincipal) grantPrincipal.grant(statement);
  else Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [...resources] });
}
