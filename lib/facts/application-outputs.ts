import { PreviewError } from '../errors';
import type { Stage } from '../naming/target';
import type { ApplicationFacts, BalancerFacts, PreviewGuard } from './facts';
import { readAllowList } from './preview-allow-list';

/**
 * Which rights and which trust the roles of an application stack have. Raised with each release that needs more of them:
 * test/constructs/rights/rights-version.test.ts fails on every change. A stack of an older release writes a lower one, or none.
 */
export const rightsVersion = 2;

/** Names of the outputs of an application stack; lists are joined with commas. */
export const applicationOutputs = {
  account: 'Account',
  region: 'Region',
  rightsVersion: 'RightsVersion',
  applicationName: 'ApplicationName',
  bundleBucket: 'BundleBucket',
  permissionsBoundaryArn: 'PermissionsBoundaryArn',
  beanstalkServiceRoleArn: 'BeanstalkServiceRoleArn',
  cloudFormationRoleArn: 'CloudFormationRoleArn',
  /** The three of previews are absent together, when the stage has none. */
  previewCloudFormationRoleArn: 'PreviewCloudFormationRoleArn',
  previewPermissionsBoundaryArn: 'PreviewPermissionsBoundaryArn',
  /** Marks of what previews may use, never empty: see `writeAllowList`. */
  previewReach: 'PreviewReach',
  /** Marks of the rights that settings give, see `writeRights`. Absent where they give none. */
  rights: 'Rights',
  previewRights: 'PreviewRights',
  vpcId: 'VpcId',
  publicSubnetIds: 'PublicSubnetIds',
  /** Absent when the VPC has none. */
  privateSubnetIds: 'PrivateSubnetIds',
  /** Absent when settings name the zone. */
  hostedZoneId: 'HostedZoneId',
  /** Absent when nothing of the stage needs one that settings do not name. */
  certificateArn: 'CertificateArn',
  /** The four of the balancer are absent together, when no target of the stage shares one. */
  balancerArn: 'BalancerArn',
  balancerDnsName: 'BalancerDnsName',
  balancerHostedZoneId: 'BalancerHostedZoneId',
  balancerSecurityGroupId: 'BalancerSecurityGroupId',
  /** Absent when no target of the stage has its accesses logged. */
  accessLogBucket: 'AccessLogBucket',
  /** There when CloudFormation's role of the stage may make alarms. */
  alarms: 'Alarms',
  /** The three roles of CI are there when settings name one; the last two in staging only. */
  deployRoleArn: 'DeployRoleArn',
  previewRoleArn: 'PreviewRoleArn',
  cleanupRoleArn: 'CleanupRoleArn',
  /** The role for control is there when settings ask for it, in staging only. */
  controlRoleArn: 'ControlRoleArn',
  /** The policies for people, in staging only. */
  viewerPolicyArn: 'ViewerPolicyArn',
  developerPolicyArn: 'DeveloperPolicyArn',
  /** The repository on GitHub whose jobs they trust, with its numbers. Absent while a number is unknown. */
  ciRepository: 'CiRepository',
} as const;

type Outputs = Readonly<Record<string, string>>;

/** Whether an older release deployed the stack with these outputs, so that its roles may lack a right that this one needs. */
export function hasOutdatedRights(outputs: Outputs): boolean {
  return !(Number(outputs[applicationOutputs.rightsVersion] ?? 0) >= rightsVersion);
}

/**
 * What the application stack of a stage made, read from its outputs.
 *
 * @throws PreviewError `application-outputs-missing` when one is not there: the stack is of an older version, or half made
 */
export function readApplicationFacts(outputs: Outputs, stage: Stage): ApplicationFacts {
  const names = applicationOutputs;
  const given = (name: string) => {
    const value = outputs[name];
    if (value !== undefined && value !== '') return value;
    throw new PreviewError('application-outputs-missing', `the application stack of ${stage} has no output ${name}`, {
      fault: 'world',
      hint: `Run deploy-application for ${stage} again.`,
    });
  };
  const optional = (key: 'hostedZoneId' | 'certificateArn' | 'accessLogBucket') => {
    const value = outputs[names[key]];
    return value ? { [key]: value } : {};
  };
  return {
    stage,
    account: given(names.account),
    region: given(names.region),
    applicationName: given(names.applicationName),
    bundleBucket: given(names.bundleBucket),
    permissionsBoundaryArn: given(names.permissionsBoundaryArn),
    beanstalkServiceRoleArn: given(names.beanstalkServiceRoleArn),
    cloudFormationRoleArn: given(names.cloudFormationRoleArn),
    network: {
      vpcId: given(names.vpcId),
      publicSubnetIds: given(names.publicSubnetIds).split(','),
      privateSubnetIds: outputs[names.privateSubnetIds]?.split(',') ?? [],
    },
    ...(outputs[names.previewCloudFormationRoleArn] !== undefined && { previews: previewGuardOf(given, outputs) }),
    ...rightsIn(outputs[names.rights]),
    ...(hasOutdatedRights(outputs) && { rightsOutdated: true }),
    ...optional('hostedZoneId'),
    ...optional('certificateArn'),
    ...optional('accessLogBucket'),
    ...(outputs[names.alarms] !== undefined && { mayAlarm: true }),
    ...(outputs[names.balancerArn] !== undefined && { balancer: balancerOf(given) }),
  };
}

/** CloudFormation has no empty output, so that facts have no empty marks either. */
export function rightsIn(rights: string | undefined): { readonly rights?: string } {
  return rights ? { rights } : {};
}

function previewGuardOf(given: (name: string) => string, outputs: Outputs): PreviewGuard {
  return {
    cloudFormationRoleArn: given(applicationOutputs.previewCloudFormationRoleArn),
    permissionsBoundaryArn: given(applicationOutputs.previewPermissionsBoundaryArn),
    reach: readAllowList(given(applicationOutputs.previewReach)),
    ...rightsIn(outputs[applicationOutputs.previewRights]),
  };
}

function balancerOf(given: (name: string) => string): BalancerFacts {
  return {
    arn: given(applicationOutputs.balancerArn),
    dnsName: given(applicationOutputs.balancerDnsName),
    hostedZoneId: given(applicationOutputs.balancerHostedZoneId),
    securityGroupId: given(applicationOutputs.balancerSecurityGroupId),
  };
}
