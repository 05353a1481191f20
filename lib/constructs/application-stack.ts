import { CfnApplication } from 'aws-cdk-lib/aws-elasticbeanstalk';
import type { Construct } from 'constructs';
import { PreviewError } from '../errors';
import { applicationOutputs, rightsVersion } from '../facts/application-outputs';
import { writeRepository } from '../facts/ci-repository';
import type { AccountFacts } from '../facts/facts';
import { allowListOf, type PreviewAllowList, writeAllowList } from '../facts/preview-allow-list';
import { writeRights } from '../facts/rights-marks';
import { type ApplicationNames, applicationNames } from '../naming/application-names';
import { ownershipTagKeys } from '../naming/ownership-tags';
import { type Stage, stageOf, type TargetKind } from '../naming/target';
import type { ResolvedSettings } from '../settings/resolve';
import type { RightsSettings } from '../settings/rights/rights-settings';
import { addOutputs, BaseStack, rolePath } from './base-stack';
import { AccessLogBucket } from './data/access-log-bucket';
import { PrivateBucket } from './data/private-bucket';
import { SharedBalancer } from './network/shared-balancer';
import { type SharedNeeds, sharedNeeds } from './network/shared-needs';
import { StageCertificate } from './network/stage-certificate';
import { BeanstalkRole } from './rights/beanstalk-role';
import { CiRoles } from './rights/ci/ci-roles';
import { promotionReader } from './rights/ci/promotion-reader';
import { beanstalkStatements } from './rights/cloudformation/cloudformation-beanstalk-statements';
import { CloudFormationRole } from './rights/cloudformation/cloudformation-role';
import { sharedStatements } from './rights/cloudformation/cloudformation-shared-statements';
import { ManagedPolicy } from './rights/managed-policy';
import { PeoplePolicies } from './rights/people-policies';
import { PermissionsBoundary } from './rights/permissions-boundary';

/** What an application stack is made of. */
export interface ApplicationStackProps {
  /** The stage's settings: production's or staging's. */
  readonly settings: Pick<ResolvedSettings, 'project' | 'values' | 'target'> &
    Partial<Pick<ResolvedSettings, 'github' | 'branch' | 'otherStage'>>;
  /** The previews' settings, for staging. @default none: the stage has no previews */
  readonly previewSettings?: Pick<ResolvedSettings, 'values'>;
  /** What previews of any branch may use besides their own: `previewReach` of the settings file. @default what `previewSettings` name */
  readonly previewReach?: PreviewAllowList;
  /** Identity of the repository, for the tags. */
  readonly repository: string;
  /** What the account offers: its network and the zone of the hosts. */
  readonly account: AccountFacts;
}

/** The ARNs of the role and the boundary for stacks of one kind. */
interface Guards {
  readonly cloudFormation: string;
  readonly boundary: string;
}

/** What the settings of a kind add to the rights of its stacks. */
interface Given {
  readonly rights: RightsSettings | undefined;
  readonly reach?: PreviewAllowList;
  /** @default false */
  readonly alarms?: boolean;
}

/** What the environment stacks of one stage share; deployed rarely. Its outputs are the facts that they are made with. */
export class ApplicationStack extends BaseStack {
  /** The stage whose environments share it. */
  readonly stage: Stage;
  /** Holds bundles, records and large templates. It has to be empty before the stack is deleted. */
  readonly bundleBucket: PrivateBucket;
  /** Absent when no target of the stage has its accesses logged. */
  readonly accessLogs: AccessLogBucket | undefined;
  /** Absent when no target of the stage shares one. */
  readonly balancer: SharedBalancer | undefined;

  /** @throws PreviewError `hosted-zone-missing`, `access-differs`, `ci-without-repository`, `ci-trust-too-long`, `policy-too-long`, `control-principal-elsewhere` */
  constructor(scope: Construct, id: string, props: ApplicationStackProps) {
    const { project, values, target } = props.settings;
    const { account } = props;
    const stage = stageOf(target);
    const names = applicationNames(project, stage);
    super(scope, id, {
      stackName: names.stackName,
      description: `${project}: what the targets of ${stage} share`,
      account: account.account,
      region: account.region,
      tags: applicationTags(project, props.repository, stage),
      terminationProtection: values.terminationProtection,
    });
    this.stage = stage;
    const needs = sharedNeeds(
      stage,
      values,
      props.previewSettings?.values,
      account.hostedZoneId,
      props.settings.otherStage?.host,
    );

    const application = new CfnApplication(this, 'Application', {
      applicationName: names.applicationName,
      description: `${project}: ${stage}`,
    });
    if (values.accessLogs || props.previewSettings?.values.accessLogs) {
      this.accessLogs = new AccessLogBucket(this, 'AccessLogs', { project });
    }
    this.bundleBucket = this.bundles(props);
    const beanstalk = new BeanstalkRole(this, 'Beanstalk', { name: names.serviceRoleName, project, stage });
    const guards = this.guards(project, names, needs, beanstalk.arn);
    const previews = props.previewSettings && {
      reach: props.previewReach ?? allowListOf(props.previewSettings.values),
    };
    const previewGuards =
      previews && guards('preview', { rights: props.previewSettings.values.rights, reach: previews.reach });
    const alarms = values.alarms !== undefined;
    const own = guards(stage, { rights: values.rights, alarms });
    const certificate = needs.names.length > 0 ? new StageCertificate(this, 'Stage', needs) : undefined;
    this.balancer = this.sharedBalancer(account, needs, certificate);

    const people =
      previews &&
      new PeoplePolicies(this, 'People', { project, names, bundleBucketArn: this.bundleBucket.bucket.attrArn });
    const ci = this.ciRoles(props, names, own, people && previewGuards && { ...previewGuards, people });

    const { network } = account;
    addOutputs(this, {
      [applicationOutputs.account]: account.account,
      [applicationOutputs.region]: account.region,
      [applicationOutputs.rightsVersion]: String(rightsVersion),
      [applicationOutputs.applicationName]: application.ref,
      [applicationOutputs.bundleBucket]: this.bundleBucket.bucket.ref,
      [applicationOutputs.permissionsBoundaryArn]: own.boundary,
      [applicationOutputs.beanstalkServiceRoleArn]: beanstalk.arn,
      [applicationOutputs.cloudFormationRoleArn]: own.cloudFormation,
      [applicationOutputs.previewPermissionsBoundaryArn]: previewGuards?.boundary,
      [applicationOutputs.previewCloudFormationRoleArn]: previewGuards?.cloudFormation,
      [applicationOutputs.rights]: writeRights(values.rights),
      [applicationOutputs.previewRights]: writeRights(props.previewSettings?.values.rights),
      [applicationOutputs.previewReach]: previews && writeAllowList(previews.reach),
      [applicationOutputs.vpcId]: network.vpcId,
      [applicationOutputs.publicSubnetIds]: network.publicSubnetIds.join(','),
      [applicationOutputs.privateSubnetIds]: network.privateSubnetIds.join(','),
      [applicationOutputs.hostedZoneId]: account.hostedZoneId,
      [applicationOutputs.certificateArn]: certificate?.arn,
      [applicationOutputs.balancerArn]: this.balancer?.facts.arn,
      [applicationOutputs.balancerDnsName]: this.balancer?.facts.dnsName,
      [applicationOutputs.balancerHostedZoneId]: this.balancer?.facts.hostedZoneId,
      [applicationOutputs.balancerSecurityGroupId]: this.balancer?.facts.securityGroupId,
      [applicationOutputs.accessLogBucket]: this.accessLogs?.bucketName,
      [applicationOutputs.alarms]: alarms ? 'true' : undefined,
      [applicationOutputs.deployRoleArn]: ci?.deployRoleArn,
      [applicationOutputs.previewRoleArn]: ci?.previewRoleArn,
      [applicationOutputs.cleanupRoleArn]: ci?.cleanupRoleArn,
      [applicationOutputs.controlRoleArn]: ci?.controlRoleArn,
      [applicationOutputs.viewerPolicyArn]: people?.viewerArn,
      [applicationOutputs.developerPolicyArn]: people?.developerArn,
      [applicationOutputs.ciRepository]: writeRepository(props.settings),
    });
  }

  /** When production is in another account, its deploy role reads what staging ran, to promote it. */
  private bundles({ settings, account }: ApplicationStackProps): PrivateBucket {
    const bundles = new PrivateBucket(this, 'Bundles', {
      ...(this.accessLogs && { accessLogs: { bucketName: this.accessLogs.bucketName, prefix: 'bundles/' } }),
    });
    // S3 looks whether it may write there before it takes the bucket for it.
    if (this.accessLogs) bundles.bucket.addResourceDependency(this.accessLogs.bucket.policy);
    const { project, otherStage: other } = settings;
    if (this.stage === 'production' || !other?.ci) return bundles;
    if (other.account === undefined || other.account === account.account) return bundles;
    const bucketArn = bundles.bucket.attrArn;
    bundles.letIn(promotionReader(this, { project, account: other.account, bucketArn }));
    return bundles;
  }

  /** A role for CloudFormation and a boundary for instances, apart for the stage and its previews. */
  private guards(project: string, names: ApplicationNames, needs: SharedNeeds, beanstalkServiceRoleArn: string) {
    const common = {
      ...{ project, applicationName: names.applicationName },
      bundleBucketArn: this.bundleBucket.bucket.attrArn,
    };
    const sharedPolicy = new ManagedPolicy(this, 'CloudFormationBeanstalk', {
      description: "What Beanstalk needs of CloudFormation's roles",
      statements: [...beanstalkStatements(this, common), ...sharedStatements(this, beanstalkServiceRoleArn)],
    });
    return (kind: TargetKind, { rights, reach, alarms = false }: Given): Guards => {
      const isPreview = kind === 'preview';
      const boundary = new PermissionsBoundary(this, isPreview ? 'PreviewBoundary' : 'Boundary', {
        ...common,
        name: isPreview ? names.previewBoundaryName : names.boundaryName,
        kind,
        ...(reach && { reach }),
        ...(rights && { rights }),
      });
      const cloudFormation = new CloudFormationRole(this, isPreview ? 'PreviewCloudFormation' : 'CloudFormation', {
        name: isPreview ? names.previewCloudFormationRoleName : names.cloudFormationRoleName,
        ...common,
        kind,
        sharedPolicyArn: sharedPolicy.arn,
        permissionsBoundaryArn: boundary.arn,
        rolePath: rolePath(project, kind),
        records: needs.recordsOf(kind),
        alarms,
        ...(reach && { snapshots: reach.snapshots }),
        ...(rights && { rights }),
      });
      return { cloudFormation: cloudFormation.arn, boundary: boundary.arn };
    };
  }

  private ciRoles(
    { settings }: ApplicationStackProps,
    names: ApplicationNames,
    own: Guards,
    previews: (Guards & { readonly people: PeoplePolicies }) | undefined,
  ): CiRoles | undefined {
    const { project, github, branch, values } = settings;
    if (!values.ci) return undefined;
    if (github === undefined || branch === undefined) {
      throw new PreviewError('ci-without-repository', 'roles for CI need to know whose jobs they trust', {
        fault: 'user',
        hint: "Set github to 'owner/repository' in the settings file, or remove ci.",
      });
    }
    return new CiRoles(this, 'Ci', {
      ...{ ci: values.ci, github, project, stage: this.stage, names, branch },
      ...(values.promoteFrom && { promotesFrom: values.promoteFrom.bucket }),
      cloudFormationRoleArn: own.cloudFormation,
      ...(previews && {
        previews: {
          cloudFormationRoleArn: previews.cloudFormation,
          people: previews.people,
          ...(values.control && { control: values.control }),
        },
      }),
      bundleBucketArn: this.bundleBucket.bucket.attrArn,
    });
  }

  private sharedBalancer(
    { network }: AccountFacts,
    { balancer }: SharedNeeds,
    certificate: StageCertificate | undefined,
  ): SharedBalancer | undefined {
    if (!balancer) return undefined;
    const made = balancer.ownCertificate && certificate ? [certificate.arn] : [];
    return new SharedBalancer(this, 'Shared', {
      vpcId: network.vpcId,
      subnetIds: network.publicSubnetIds,
      cidrs: balancer.cidrs,
      schemes: balancer.schemes,
      certificateArns: [...balancer.certificateArns, ...made],
    });
  }
}

/** Marks an application stack. It has no `target` tag: it is not the stack of an environment. */
const stageKey = 'preview-stacks:application';

function applicationTags(project: string, repository: string, stage: Stage): Readonly<Record<string, string>> {
  return { [ownershipTagKeys.project]: project, [ownershipTagKeys.repository]: repository, [stageKey]: stage };
}
