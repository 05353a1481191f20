import { applicationNames } from '../naming/application-names';
import type { Stage } from '../naming/target';
import type { TargetSettings } from '../settings/settings';
import type { AccountFacts, ApplicationFacts } from './facts';

/** As in AWS's guides. No one has it, so cdk refuses to deploy what is made of it, also when settings name an account. */
const sampleAccount = '111122223333';

type Values = Pick<TargetSettings, 'region'>;

/** What an account might offer, for templates that are made without one. */
export function sampleAccountFacts({ region }: Values): AccountFacts {
  return {
    ...{ account: sampleAccount, region },
    network: {
      vpcId: 'vpc-0123456789abcdef0',
      publicSubnetIds: ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
      privateSubnetIds: ['subnet-0123456789abcdef3', 'subnet-0123456789abcdef4'],
    },
    hostedZoneId: 'Z0123456789SAMPLE',
  };
}

/** What the application stack of a stage might have made: everything that a target may ask of it. */
export function sampleApplicationFacts(project: string, stage: Stage, values: Values): ApplicationFacts {
  const names = applicationNames(project, stage);
  const { account, region, network, hostedZoneId } = sampleAccountFacts(values);
  const iam = `arn:aws:iam::${account}`;
  const balancer = `${project}-sample`;
  return {
    ...{ stage, account, region, network, ...(hostedZoneId !== undefined && { hostedZoneId }) },
    applicationName: names.applicationName,
    bundleBucket: `${names.stackName}-bundles-sample`,
    accessLogBucket: `${names.stackName}-logs-sample`,
    mayAlarm: true,
    permissionsBoundaryArn: `${iam}:policy/${names.boundaryName}`,
    beanstalkServiceRoleArn: `${iam}:role/${names.serviceRoleName}`,
    cloudFormationRoleArn: `${iam}:role/${names.cloudFormationRoleName}`,
    certificateArn: `arn:aws:acm:${region}:${account}:certificate/01234567-89ab-cdef-0123-456789abcdef`,
    ...(stage === 'staging' && {
      previews: {
        cloudFormationRoleArn: `${iam}:role/${names.previewCloudFormationRoleName}`,
        permissionsBoundaryArn: `${iam}:policy/${names.previewBoundaryName}`,
        reach: [],
      },
    }),
    balancer: {
      arn: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${balancer}/0123456789abcdef`,
      dnsName: `${balancer}-123456789.${region}.elb.amazonaws.com`,
      hostedZoneId: 'Z0123456789BALANCER',
      securityGroupId: 'sg-0123456789abcdef0',
    },
  };
}

/** A platform of that name, of no version that AWS ever had. */
export function samplePlatformArn(platform: string, region: string): string {
  return platform.startsWith('arn:') ? platform : `arn:aws:elasticbeanstalk:${region}::platform/${platform}/0.0.0`;
}
