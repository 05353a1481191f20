import { Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ApplicationNames } from '../../../naming/application-names';
import type { Stage } from '../../../naming/target';
import { ciIssuer, type TrustedBranch } from '../../../settings/ci-issuer';
import type { CiSettings } from '../../../settings/settings';
import type { IamStatement } from '../iam-statement';
import { CiRole } from './ci-role';
import { cleanupStatements } from './cleanup-statements';
import { deployStatements } from './deploy-statements';

export interface CiRolesProps {
  readonly ci: CiSettings;
  /** `owner/repository`: the identities that the roles trust. */
  readonly github: string;
  readonly project: string;
  readonly stage: Stage;
  readonly names: ApplicationNames;
  /** The branch whose push deploys the stage. */
  readonly branch: string;
  readonly bundleBucketArn: string;
  /** The role for the stage's own stack. */
  readonly cloudFormationRoleArn: string;
  /** The one for previews. @default none: the stage has no previews, and no roles for them */
  readonly previewCloudFormationRoleArn?: string;
  /** Bucket from which production's role promotes. @default any that staging's application stack may have */
  readonly promotesFrom?: string;
}

/**
 * Who may do what from CI. On any branch: previews. On the branch of the stage: the stage, and its previews. On staging's branch
 * also: cleanup. Production trusts its own branch alone.
 */
export class CiRoles extends Construct {
  readonly deployRoleArn: string;
  /** Staging only. */
  readonly previewRoleArn: string | undefined;
  /** Staging only: previews live there. */
  readonly cleanupRoleArn: string | undefined;
  private readonly provider: CfnOIDCProvider | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CiRolesProps,
  ) {
    super(scope, id);
    const { ci, github, project, stage, names, branch } = props;
    if (ci.createProvider) {
      const { name, audience } = ciIssuer(ci, github, Stack.of(this).region);
      this.provider = new CfnOIDCProvider(this, 'Provider', { url: `https://${name}`, clientIdList: [audience] });
    }
    const { cloudFormationRoleArn: ownRole, previewCloudFormationRoleArn: previewRole } = props;
    const { promotesFrom = `${project}-application-staging-*`, ...rest } = props;
    const common = {
      ...rest,
      applicationStackName: names.stackName,
      applicationName: names.applicationName,
      imageRepositories: ci.imageRepositories,
    };
    const previews = [`${project}-preview-*`];
    this.deployRoleArn = this.role(
      'Deploy',
      names.deployRoleName,
      branch,
      `Deploys ${stage}${previewRole === undefined ? '' : ' and previews'}`,
      deployStatements(this, {
        ...common,
        stacks: [`${project}-${stage}`, ...(previewRole === undefined ? [] : previews)],
        targets: [stage, ...(previewRole === undefined ? [] : (['preview'] as const))],
        cloudFormationRoleArns: [ownRole, ...(previewRole === undefined ? [] : [previewRole])],
        ...(stage === 'production' ? { promotesFrom } : { closedStages: ['production'] as const }),
      }),
    );
    if (previewRole === undefined) return;
    this.previewRoleArn = this.role(
      'Previews',
      names.previewRoleName,
      'any branch',
      'Deploys previews',
      deployStatements(this, {
        ...common,
        stacks: previews,
        targets: ['preview'],
        cloudFormationRoleArns: [previewRole],
        closedFolders: ['staging'],
        closedStages: ['staging', 'production'],
      }),
    );
    this.cleanupRoleArn = this.role(
      'Cleanup',
      names.cleanupRoleName,
      branch,
      'Takes previews away whose branch is gone',
      cleanupStatements(this, { ...props, cloudFormationRoleArn: previewRole, closedFolders: ['staging'] }),
    );
  }

  private role(
    id: string,
    name: string,
    trusted: TrustedBranch,
    purpose: string,
    statements: readonly IamStatement[],
  ): string {
    const { ci, github, project } = this.props;
    const description = `${project}: ${purpose}`;
    const role = new CiRole(this, id, { name, description, ci, github, trusted, statements });
    // IAM takes any name of a provider; a role without one would refuse everybody.
    if (this.provider) role.node.addDependency(this.provider);
    return role.arn;
  }
}
