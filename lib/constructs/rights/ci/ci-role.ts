import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import type { IamStatement } from '../iam-statement';
import { fittingDocument } from '../policy-size';

export interface CiRoleProps {
  readonly name: string;
  readonly description: string;
  /** Its trust policy. */
  readonly trust: object;
  readonly statements: readonly IamStatement[];
  /** ARNs of policies that it has besides. @default none */
  readonly policyArns?: readonly string[];
}

/** A role that jobs of CI take by OpenID Connect: no key of it is stored anywhere. */
export class CiRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    const { policyArns = [] } = props;
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      description: props.description,
      maxSessionDuration: ciSessionSeconds,
      assumeRolePolicyDocument: props.trust,
      ...(policyArns.length > 0 && { managedPolicyArns: [...policyArns] }),
      policies: [{ policyName: 'ci', policyDocument: fittingDocument(this, 'inline', props.statements) }],
    });
    acknowledgeWildcards(role, props.statements);
    this.arn = role.attrArn;
  }
}

/** Longest session of a CI role in seconds: a first deploy waits for a database. */
const ciSessionSeconds = 2 * 60 * 60;
