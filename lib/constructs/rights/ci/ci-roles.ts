import { Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PreviewError } from '../../../errors';
import type { ApplicationNames } from '../../../naming/application-names';
import type { Stage } from '../../../naming/target';
import { type CiIssuer, ciIssuer, controlIssuer } from '../../../settings/ci-issuer';
import type { CiSettings, ControlSettings } from '../../../settings/ci-settings';
import { MaskedLogs } from '../../observe/masked-logs';
import type { IamStatement } from '../iam-statement';
import { ManagedPolicy } from '../managed-policy';
import type { PeoplePolicies } from '../people-policies';
import { CiRole } from './ci-role';
import { ciTrust, controlTrust } from './ci-trust';
import { cleanupStatements } from './cleanup-statements';
import { controlStatements } from './control-statements';
import {
  changeStatements,
  onlyPreviews,
  previewStatements,
  stageStatements,
  stagingStatements,
} from './deploy-statements';
import { removeStatements } from './remove-statements';

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
  /** What the roles of staging have besides. @default the stage has no previews, and one role */
  readonly previews?: PreviewRolesProps;
  /** Bucket from which production's role promotes. @default any that staging's application stack may have */
  readonly promotesFrom?: string;
}

export interface PreviewRolesProps {
  readonly cloudFormationRoleArn: string;
  /** What deploys previews and acts on them looks at them as people do, and test data is installed by a command. */
  readonly people: PeoplePolicies;
  /** @default no role acts on previews for people */
  readonly control?: ControlSettings;
}

/**
 * Who may do what from CI. On any branch: previews. On the branch of the stage: the stage, and its previews. On staging's branch
 * also: cleanup, and what people ask for. Production trusts its own branch alone.
 */
export class CiRoles extends Construct {
  readonly deployRoleArn: string;
  /** Staging only. */
  readonly previewRoleArn: string | undefined;
  /** Staging only: previews live there. */
  readonly cleanupRoleArn: string | undefined;
  /** Staging only, where settings ask for it. */
  readonly controlRoleArn: string | undefined;
  private readonly providers = new Map<string, CfnOIDCProvider>();

  /** @throws PreviewError `control-principal-elsewhere`, `ci-trust-too-long`, `policy-too-long` */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CiRolesProps,
  ) {
    super(scope, id);
    const { ci, github, project, stage, names, branch, previews } = props;
    const issuer = ciIssuer(ci, github, Stack.of(this).region);
    if (ci.createProvider) this.make('Provider', issuer);
    const common = { ...props, imageRepositories: ci.imageRepositories };
    if (previews === undefined) {
      const { promotesFrom = `${project}-application-staging-*` } = props;
      const statements = stageStatements(this, { ...common, ...(stage === 'production' && { promotesFrom }) });
      const deploy = { name: names.deployRoleName, trusted: branch, purpose: `Deploys ${stage}`, statements };
      this.deployRoleArn = this.role('Deploy', issuer, deploy);
      return;
    }
    const { cloudFormationRoleArn, people, control } = previews;
    const ofPreviews = { ...common, cloudFormationRoleArn };
    const changes = new ManagedPolicy(this, 'ChangesPreviews', {
      description: `${project}: changes previews`,
      statements: changeStatements(this, ofPreviews),
    });
    const deploys = new ManagedPolicy(this, 'DeploysPreviews', {
      description: `${project}: deploys previews`,
      statements: previewStatements(this, ofPreviews),
    });
    const removes = new ManagedPolicy(this, 'RemovesPreviews', {
      description: `${project}: removes previews`,
      statements: removeStatements(this, ofPreviews),
    });
    const policyArns = [people.viewerArn, people.developerArn, changes.arn, deploys.arn];
    this.deployRoleArn = this.role('Deploy', issuer, {
      name: names.deployRoleName,
      trusted: branch,
      purpose: 'Deploys staging and previews',
      statements: stagingStatements(this, { ...common, previewCloudFormationRoleArn: cloudFormationRoleArn }),
      policyArns,
    });
    this.previewRoleArn = this.role('Previews', issuer, {
      name: names.previewRoleName,
      trusted: 'any branch',
      purpose: 'Deploys previews',
      statements: onlyPreviews(ofPreviews),
      policyArns,
    });
    this.cleanupRoleArn = this.role('Cleanup', issuer, {
      name: names.cleanupRoleName,
      trusted: branch,
      purpose: 'Takes previews away whose branch is gone',
      statements: cleanupStatements(ofPreviews),
      policyArns: [removes.arn],
    });
    if (control) {
      const { maskedLogsName } = names;
      new MaskedLogs(this, 'MaskedLogs', { name: maskedLogsName });
      this.controlRoleArn = this.controlRole(control, controlStatements(this, { ...ofPreviews, maskedLogsName }), [
        people.viewerArn,
        changes.arn,
        removes.arn,
      ]);
    }
  }

  private controlRole(
    { principal, createProvider }: ControlSettings,
    statements: readonly IamStatement[],
    policyArns: readonly string[],
  ): string {
    const { ci, github, names, branch } = this.props;
    const { account, region } = Stack.of(this);
    if (principal !== undefined && principal.split(':')[4] !== account) {
      throw new PreviewError(
        'control-principal-elsewhere',
        `${principal} is a role of another account than ${account}`,
        {
          fault: 'user',
          hint: 'Set control.principal to a role of the account of staging.',
        },
      );
    }
    const issuer = controlIssuer(ci, github, region);
    // Beside GitHub Actions as CI it is there, or settings say that somebody else made it.
    if (ci.provider !== 'github-actions' && createProvider) this.make('ControlProvider', issuer);
    return this.role('Control', issuer, {
      name: names.controlRoleName,
      purpose: 'Acts on previews for people who ask',
      trust: controlTrust(this, { ci, github, branch, ...(principal !== undefined && { principal }) }),
      statements,
      policyArns,
    });
  }

  private make(id: string, { name, audience }: CiIssuer): void {
    this.providers.set(name, new CfnOIDCProvider(this, id, { url: `https://${name}`, clientIdList: [audience] }));
  }

  private role(id: string, issuer: CiIssuer, of: RoleOfJobs): string {
    const { ci, github, project } = this.props;
    const { name, purpose, statements, policyArns = [] } = of;
    const trust = 'trust' in of ? of.trust : ciTrust(this, ci, github, of.trusted);
    const role = new CiRole(this, id, { name, description: `${project}: ${purpose}`, trust, statements, policyArns });
    // IAM takes any name of a provider; a role without one would refuse everybody.
    const provider = this.providers.get(issuer.name);
    if (provider) role.node.addDependency(provider);
    return role.arn;
  }
}

type RoleOfJobs = {
  readonly name: string;
  readonly purpose: string;
  readonly statements: readonly IamStatement[];
  readonly policyArns?: readonly string[];
} & ({ readonly trusted: string } | { readonly trust: object });
