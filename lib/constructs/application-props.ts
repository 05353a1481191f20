import type { IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { AccountFacts, NetworkFacts } from '../facts/facts';
import type { PreviewAllowList } from '../facts/preview-allow-list';
import type { ResolvedSettings } from '../settings/resolve';
import { oneOf } from './network/one-of';
import { selectSubnets } from './network/vpc-subnets';
import type { SharingBalancer } from './service/route-props';

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
  /** Where the stack stands, and what the account has. */
  readonly account: AccountFacts | AccountOfApp;
  /** What the stack takes instead of making it. @default it makes its own */
  readonly existing?: ExistingParts;
}

/** An account whose network and zone the CDK has. */
export interface AccountOfApp {
  /** 12 digits. */
  readonly account: string;
  /** Region of the application stack, such as `eu-central-1`. */
  readonly region: string;
  /** By ids, or as the CDK has it; of another stack, or imported. */
  readonly network: NetworkFacts | NetworkOfApp;
  /** Route 53 zone that holds the hosts of the stage. @default the one that settings name */
  readonly hostedZone?: IHostedZone;
  /** The same by its id. @default `hostedZone` */
  readonly hostedZoneId?: string;
}

/** A VPC of the CDK. */
export interface NetworkOfApp {
  /** Made in the app, looked up or imported. */
  readonly vpc: IVpc;
  /** Where balancers stand, and instances that are not to be private. @default the public subnets */
  readonly publicSubnets?: SubnetSelection;
  /** Where databases stand, and instances that are to be private. @default the private subnets with a way out; none when there are none */
  readonly privateSubnets?: SubnetSelection;
}

/** What is there already, and is used as it is. */
export interface ExistingParts {
  /**
   * Name of a Beanstalk application that others use, too. The roles of this stage may make and delete versions of it, and environments by the names of
   * this project only. `destroy-application` leaves it. @default the stack makes one
   */
  readonly applicationName?: string;
  /**
   * An application balancer that others use, too, with a listener for each scheme of the targets that share it: 443 for https, 80 for http. Who may
   * reach it is its own matter; `access.cidrs` does not change it. @default the stack makes one when a target shares one
   */
  readonly balancer?: SharingBalancer;
  /**
   * The balancer's listener on 443, by the CDK or by its ARN: the certificates of the stage are added to it. @default none: they have to be there
   */
  readonly httpsListener?: IApplicationListener | string;
}

/** @throws PreviewError `properties-contradict` with both `hostedZone` and `hostedZoneId`; `subnets-missing` when the VPC has no public subnets */
export function accountFacts(owner: string, given: AccountFacts | AccountOfApp): AccountFacts {
  const { account, region, network, hostedZoneId } = given;
  const hostedZone = 'hostedZone' in given ? given.hostedZone : undefined;
  if (hostedZone !== undefined) oneOf(owner, { hostedZone, hostedZoneId });
  const zone = hostedZone?.hostedZoneId ?? hostedZoneId;
  return {
    ...{ account, region, network: 'vpc' in network ? networkFacts(owner, network) : network },
    ...(zone !== undefined && { hostedZoneId: zone }),
  };
}

function networkFacts(owner: string, { vpc, publicSubnets, privateSubnets }: NetworkOfApp): NetworkFacts {
  const publicOnes = selectSubnets(owner, vpc, publicSubnets ?? { subnetType: SubnetType.PUBLIC });
  return {
    vpcId: vpc.vpcId,
    publicSubnetIds: publicOnes.subnetIds,
    privateSubnetIds: privateSubnets
      ? selectSubnets(owner, vpc, privateSubnets).subnetIds
      : vpc.privateSubnets.map(({ subnetId }) => subnetId),
  };
}
