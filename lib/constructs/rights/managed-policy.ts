import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge';
import type { IamStatement } from './iam-statement';
import { fittingDocument } from './policy-size';

export interface ManagedPolicyProps {
  /** @default CloudFormation makes one up */
  readonly name?: string;
  readonly description: string;
  readonly statements: readonly IamStatement[];
}

/** A policy that says in the template why it holds each wildcard. */
export class ManagedPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, statements }: ManagedPolicyProps) {
    super(scope, id);
    const policy = new CfnManagedPolicy(this, 'Policy', {
      ...(name !== undefined && { managedPolicyName: name }),
      description,
      policyDocument: fittingDocument(this, 'managed', statements),
    });
    acknowledgeWildcards(policy, statements);
    this.arn = policy.ref;
  }
}
