import { Lazy } from 'aws-cdk-lib';
import { CfnInstanceProfile, CfnRole, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { type IamStatement, type PolicyDocumentShape, policyDocument, trustOf } from '../iam-statement';

export interface InstanceRoleProps {
  /** Begins and ends with a slash. CloudFormation's role may make roles under it only. */
  readonly path: string;
  /** ARN of the policy that bounds whatever the role is given. */
  readonly permissionsBoundaryArn: string;
}

/**
 * The role of a service's instances. It holds what was granted by name and nothing else: not AWSElasticBeanstalkWebTier, which
 * reads and overwrites the bundles of everybody in the account (trap T20).
 */
export class InstanceRole extends Construct {
  readonly role: CfnRole;
  readonly profile: CfnInstanceProfile;
  private readonly statements: IamStatement[] = [];
  private readonly others: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    this.role = new CfnRole(this, 'Role', {
      path: props.path,
      permissionsBoundary: props.permissionsBoundaryArn,
      assumeRolePolicyDocument: trustOf('ec2.amazonaws.com'),
      policies: [
        {
          policyName: 'instance',
          policyDocument: Lazy.any({ produce: () => this.document() }),
        },
      ],
    });
    this.profile = new CfnInstanceProfile(this, 'Profile', { path: props.path, roles: [this.role.ref] });
  }

  grant(statement: IamStatement): void {
    this.statements.push(statement);
    acknowledgeWildcards(this.role, [statement]);
  }

  /** A statement of the CDK's own constructs, which have no reasons. */
  grantStatement(statement: PolicyStatement): void {
    this.others.push(statement);
    const because = 'Granted by the app whose stack this is, through a construct of the CDK.';
    acknowledgeWildcards(this.role, [
      { sid: 'Granted', because, actions: statement.actions, resources: statement.resources },
    ]);
  }

  private document(): PolicyDocumentShape {
    const { Version, Statement } = policyDocument(withoutTwins(this.statements));
    return { Version, Statement: [...Statement, ...this.others.map((one) => one.toStatementJson() as object)] };
  }
}

/** IAM wants the id of a statement once in a policy: what is granted again, for another database say, gets a number behind it. */
function withoutTwins(statements: readonly IamStatement[]): readonly IamStatement[] {
  const times = new Map<string, number>();
  return statements.map((statement) => {
    const time = (times.get(statement.sid) ?? 0) + 1;
    times.set(statement.sid, time);
    return time === 1 ? statement : { ...statement, sid: `${statement.sid}${time}` };
  });
}
