import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { TrustedBranch } from '../../../settings/ci-issuer';
import type { CiSettings } from '../../../settings/settings';
import { acknowledgeWildcards } from '../acknowledge';
import type { IamStatement } from '../iam-statement';
import { fittingDocument } from '../policy-size';
import { ciTrust } from './ci-trust';

export interface CiRoleProps {
  readonly name: string;
  readonly description: string;
  readonly ci: CiSettings;
  /** `owner/repository`. */
  readonly github: string;
  readonly trusted: TrustedBranch;
  readonly statements: readonly IamStatement[];
}

/** A role that jobs of CI take by OpenID Connect: no key of it is stored anywhere. */
export class CiRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: props.name,
      description: props.description,
      maxSessionDuration: ciSessionSeconds,
      assumeRolePolicyDocument: ciTrust(this, props.ci, props.github, props.trusted),
      policies: [{ policyName: 'ci', policyDocument: fittingDocument(this, 'inline', props.statements) }],
    });
    acknowledgeWildcards(role, props.statements);
    this.arn = role.attrArn;
  }
}

/** Longest session of a CI role in seconds: a first deploy waits for a database. */
const ciSessionSeconds = 2 * 60 * 60;
