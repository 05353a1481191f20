import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IamStatement } from './iam-statement';
import { InstancePrincipal } from './instance-principal';

/** Allows somebody something: a service with the reason in its template, any other principal of the CDK as the CDK does it. */
export function grantTo(grantee: IGrantable, statement: IamStatement): void {
  const { grantPrincipal } = grantee;
  const { actions, resources } = statement;
  if (grantPrincipal instanceof InstancePrincipal) grantPrincipal.grant(statement);
  else Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [...resources] });
}
