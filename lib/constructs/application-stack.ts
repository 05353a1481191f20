import { CfnApplication } from 'aws-cdk-lib/aws-elasticbeanstalk';
import type { Construct } from 'constructs';
import { PreviewError } from '../errors';
import { applicationOutputs, rightsIn, rightsVersion } from '../facts/application-outputs';
import { writeRepository } from '../facts/ci-repository';
import type { AccountFacts, ApplicationFacts, PreviewGuard } from '../facts/facts';
import { allowListOf, type PreviewAllowList, readAllowList, writeAllowList } from '../facts/preview-allow-list';
import { writeRights } from '../facts/rights-marks';
import { type ApplicationNames, applicationNames } from '../naming/application-names';
import { ownershipTagKeys } from '../naming/ownership-tags';
import { type Stage, stageOf, type Target, type TargetKind } from '../naming/target';
import type { RightsSettings } from '../settings/rights/rights-settings';
import { type ApplicationStackProps, accountFacts } from './application-props';
import { addOutputs, BaseStack, rolePath } from './base-stack';
import { AccessLogBucket } from './data/access-log-bucket';
import { PrivateBucket } from './data/private-bucket';
import { type Place, type PlaceOptions, placeOf } from './network/place';
import { SharedBalancer } from './network/shared-balancer';
import { type SharedNeeds, sharedNeeds } from './network/shared-needs';
import { sharing } from './network/sharing';
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

  /** What environments of the stage are made with: `readApplicationFacts` of the outputs, before there are any. */
  readonly facts: ApplicationFacts;
  private readonly project: string;

  /** @throws PreviewError `hosted-zone-missing`, `subnets-missing`, `properties-contradict`, `access-differs`, `ci-without-repository`, `ci-trust-too-long`, `policy-too-long`, `control-principal-elsewhere` */
  constructor(scope: Construct, id: string, props: ApplicationStackProps) {
    const { project, values, target } = props.settings;
    const account = accountFacts(`the application stack ${id}`, props.account);
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

    const existing = props.existing?.applicationName;
    const applicationName = existing ?? names.applicationName;
    const application =
      existing === undefined
        ? new CfnApplication(this, 'Application', { applicationName, description: `${project}: ${stage}` })
        : undefined;
    if (values.accessLogs || props.previewSettings?.values.accessLogs) {
      this.accessLogs = new AccessLogBucket(this, 'AccessLogs', { project });
    }
    this.bundleBucket = this.bundles(props, account);
    const beanstalk = new BeanstalkRole(this, 'Beanstalk', { name: names.serviceRoleName, project, stage });
    const guards = this.guards(project, { ...names, applicationName }, needs, beanstalk.arn);
    const previews = props.previewSettings && {
      reach: props.previewReach ?? allowListOf(props.previewSettings.values),
    };
    const previewGuards =
      previews && guards('preview', { rights: props.previewSettings.values.rights, reach: previews.reach });
    const alarms = values.alarms !== undefined;
    const own = guards(stage, { rights: values.rights, alarms });
    const certificate = needs.names.length > 0 ? new StageCertificate(this, 'Stage', needs) : undefined;
    const shared = sharing(this, {
      ...{
        existing: props.existing,
        network: account.network,
        needs: needs.balancer,
        certificateArn: certificate?.arn,
      },
    });
    this.balancer = shared instanceof SharedBalancer ? shared : undefined;

    const people =
      previews &&
      new PeoplePolicies(this, 'People', { project, names, bundleBucketArn: this.bundleBucket.bucket.attrArn });
    const ci = this.ciRoles(
      props,
      { ...names, applicationName },
      own,
      people && previewGuards && { ...previewGuards, people },
    );

    const { network } = account;
    const balancer = shared?.facts;
    const rights = writeRights(values.rights);
    const previewRights = writeRights(props.previewSettings?.values.rights);
    this.project = project;
    this.facts = {
      ...{ stage, account: account.account, region: account.region, network },
      ...{ applicationName, bundleBucket: this.bundleBucket.bucket.ref, beanstalkServiceRoleArn: beanstalk.arn },
      ...{ permissionsBoundaryArn: own.boundary, cloudFormationRoleArn: own.cloudFormation },
      ...(previews && previewGuards && { previews: previewGuard(previewGuards, previews.reach, previewRights) }),
      ...rightsIn(rights),
      ...(account.hostedZoneId !== undefined && { hostedZoneId: account.hostedZoneId }),
      ...(certificate && { certificateArn: certificate.arn }),
      ...(balancer && { balancer }),
      ...(alarms && { mayAlarm: true }),
      ...(this.accessLogs && { accessLogBucket: this.accessLogs.bucketName }),
    };
    addOutputs(this, {
      [applicationOutputs.account]: account.account,
      [applicationOutputs.region]: account.region,
      [applicationOutputs.rightsVersion]: String(rightsVersion),
      [applicationOutputs.applicationName]: application?.ref ?? applicationName,
      [applicationOutputs.bundleBucket]: this.bundleBucket.bucket.ref,
      [applicationOutputs.permissionsBoundaryArn]: own.boundary,
      [applicationOutputs.beanstalkServiceRoleArn]: beanstalk.arn,
      [applicationOutputs.cloudFormationRoleArn]: own.cloudFormation,
      [applicationOutputs.previewPermissionsBoundaryArn]: previewGuards?.boundary,
      [applicationOutputs.previewCloudFormationRoleArn]: previewGuards?.cloudFormation,
      [applicationOutputs.rights]: rights,
      [applicationOutputs.previewRights]: previewRights,
      [applicationOutputs.previewReach]: previews && writeAllowList(previews.reach),
      [applicationOutputs.vpcId]: network.vpcId,
      [applicationOutputs.publicSubnetIds]: network.publicSubnetIds.join(','),
      [applicationOutputs.privateSubnetIds]: network.privateSubnetIds.join(','),
      [applicationOutputs.hostedZoneId]: account.hostedZoneId,
      [applicationOutputs.certificateArn]: certificate?.arn,
      [applicationOutputs.balancerArn]: balancer?.arn,
      [applicationOutputs.balancerDnsName]: balancer?.dnsName,
      [applicationOutputs.balancerHostedZoneId]: balancer?.hostedZoneId,
      [applicationOutputs.balancerSecurityGroupId]: balancer?.securityGroupId,
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
  private bundles({ settings }: ApplicationStackProps, account: AccountFacts): PrivateBucket {
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

  /**
   * Where the constructs of a target of this stage stand: `new Service(stack, 'Web', { place, … })`. In another stack of the same app, what only
   * CloudFormation knows becomes exports of this one.
   *
   * @throws PreviewError `application-without-previews` for a preview, when the stage has none; `subnets-missing` when instances shall stand in private
   * subnets and there are none
   */
  place(target: Target, options: PlaceOptions = {}): Place {
    return placeOf({ project: this.project, target, application: this.facts, ...options });
  }
}

function previewGuard(
  { cloudFormation, boundary }: Guards,
  reach: PreviewAllowList,
  rights: string | undefined,
): PreviewGuard {
  return {
    cloudFormationRoleArn: cloudFormation,
    permissionsBoundaryArn: boundary,
    reach: readAllowList(writeAllowList(reach)),
    ...rightsIn(rights),
  };
}

/** Marks an application stack. It has no `target` tag: it is not the stack of an environment. */
const stageKey = 'preview-stacks:application';

function applicationTags(project: string, repository: string, stage: Stage): Readonly<Record<string, string>> {
  return { [ownershipTagKeys.project]: project, [ownershipTagKeys.repository]: repository, [stageKey]: stage };
}
