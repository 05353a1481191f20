import { Construct } from 'constructs';
import type { ApplicationNames } from '../../naming/application-names';
import { lookAround, lookInto, notIntoOthers } from './ci/look-statements';
import { developerStatements } from './developer-statements';
import { ManagedPolicy } from './managed-policy';

export interface PeoplePoliciesProps {
  readonly project: string;
  readonly names: ApplicationNames;
  readonly bundleBucketArn: string;
}

/**
 * Policies for people, for whom no role is made: an organization has its own, and IAM Identity Center finds a policy by its name in each account.
 */
export class PeoplePolicies extends Construct {
  /** Looks at previews. */
  readonly viewerArn: string;
  /** Looks into instances of previews, beside the other one. */
  readonly developerArn: string;

  constructor(scope: Construct, id: string, props: PeoplePoliciesProps) {
    super(scope, id);
    const { project, names } = props;
    this.viewerArn = new ManagedPolicy(this, 'Viewer', {
      name: names.viewerPolicyName,
      description: `${project}: looks at previews`,
      statements: [...lookAround(props), ...lookInto(this, project, 'preview'), ...notIntoOthers(this, props)],
    }).arn;
    this.developerArn = new ManagedPolicy(this, 'Developer', {
      name: names.developerPolicyName,
      description: `${project}: looks into instances of previews`,
      statements: developerStatements(this, project),
    }).arn;
  }
}
