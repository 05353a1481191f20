import { type IVpc, type SubnetSelection, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IManagedPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IDependable } from 'constructs';
import type { ServiceRelease } from '../../facts/facts';
import type { DeepPartial, ServiceSettings } from '../../settings/settings';
import { oneOf } from '../network/one-of';
import type { Place, PlacedParts } from '../network/place';
import { selectSubnets } from '../network/vpc-subnets';
import { type FoundRoute, type RouteProps, routeFrom } from './route-props';

/** What a service is, and where it stands: in a place, or by each of its parts. */
export type ServiceProps = ServiceOwnProps & (ServiceInPlace | ServiceParts);

/** What a service is, wherever it stands. */
export interface ServiceOwnProps {
  /** Name by which settings and errors call it, such as `web`. */
  readonly name: string;
  /** What the service is; its kind follows from the route. @default the built-in values of a settings file */
  readonly settings?: DeepPartial<ServiceSettings>;
  /** What it runs. */
  readonly release: ServiceRelease;
  /** How it is reached; a worker is not, and gets a queue. */
  readonly route: RouteProps;
  /** URL under which siblings that link to it reach it. @default plain HTTP to the environment's own address */
  readonly url?: string;
  /**
   * The option that names the metrics which Beanstalk publishes is there, though none was asked for. An environment that had some goes on publishing
   * them, and they cost, where the option is left out (trap T11). @default false
   */
  readonly writesMetrics?: boolean;
}

/** All that is not said comes from an application stack. */
export interface ServiceInPlace {
  /** Of one target of an application stack: `applicationStack.place(target)` or `placeOf(…)`. */
  readonly place: Place;
  /** 4 to 40 letters, digits and hyphens, unique in account and region. @default the name that deploy gives a service of the target */
  readonly environmentName?: string;
}

/** Each part by itself. */
export type ServiceParts = ServiceOwnParts & ServiceNetwork & BeanstalkServiceRole & InstanceBoundary;

/** Names, the bundle and the rights of a service. */
export interface ServiceOwnParts {
  readonly place?: never;
  /** Beanstalk application: one that is there, or the `ref` of one that the app makes. */
  readonly applicationName: string;
  /** 4 to 40 letters, digits and hyphens, unique in account and region. */
  readonly environmentName: string;
  /** Bucket that holds the bundles, by its name or as the CDK has it. The right to decrypt comes with the latter, where it has a key. */
  readonly bundleBucket: string | IBucket;
  /** The folder of the bundle bucket that the instances may read, with a slash at its end. */
  readonly bundlePrefix: string;
  /** Path of the instance role, with a slash at either end. */
  readonly rolePath: string;
}

/** The network, either way. */
export type ServiceNetwork = ServiceInVpc | ServiceInSubnets;

/** The network as the CDK has it. */
export interface ServiceInVpc {
  /** The VPC of the instances. */
  readonly vpc: IVpc;
  /** Where the instances stand. @default the CDK's own choice: private subnets with a way out before isolated before public ones */
  readonly vpcSubnets?: SubnetSelection;
  /** Where a public balancer stands. @default the public subnets */
  readonly balancerSubnets?: SubnetSelection;
  /** Instances have public addresses: without them their subnets need a NAT. @default whether they stand in public subnets */
  readonly publicAddresses?: boolean;
  readonly vpcId?: never;
  readonly instanceSubnetIds?: never;
  readonly publicSubnetIds?: never;
}

/** The network by its ids. */
export interface ServiceInSubnets {
  /** VPC of the instances: `vpc-…`. */
  readonly vpcId: string;
  /** Where the instances stand. */
  readonly instanceSubnetIds: readonly string[];
  /** Where a balancer stands. */
  readonly publicSubnetIds: readonly string[];
  /** Instances have public addresses: without them their subnets need a NAT. */
  readonly publicAddresses: boolean;
  readonly vpc?: never;
  readonly vpcSubnets?: never;
  readonly balancerSubnets?: never;
}

/** Role that Beanstalk acts under, either way: nothing is created for us (trap T12). */
export type BeanstalkServiceRole =
  | { readonly serviceRole: IRole; readonly serviceRoleArn?: never }
  | { readonly serviceRoleArn: string; readonly serviceRole?: never };

/** What bounds the instance role, either way. */
export type InstanceBoundary =
  | { readonly permissionsBoundary: IManagedPolicy; readonly permissionsBoundaryArn?: never }
  | { readonly permissionsBoundaryArn: string; readonly permissionsBoundary?: never };

/** The parts of a service, whichever way they were given. */
export interface FoundParts extends PlacedParts {
  readonly environmentName: string;
}

/** @throws PreviewError `property-missing`, `properties-contradict`, `subnets-missing`, `balancer-missing`, `certificate-missing` */
export function foundParts(props: ServiceProps): FoundRoute & Parts {
  const owner = `the service ${props.name}`;
  const { parts, before, bundleKey } = props.place === undefined ? apart(owner, props) : inPlace(owner, props);
  const found = routeFrom(owner, props.route, { instanceSubnetIds: parts.instanceSubnetIds, place: props.place });
  return { parts, bundleKey, ...found, before: [...before, ...found.before] };
}

interface Parts {
  readonly parts: FoundParts;
  /** What has to be there before the environment. */
  readonly before: readonly IDependable[];
  /** Key of one's own under which the bundles lie. */
  readonly bundleKey?: IKey | undefined;
}

function inPlace(owner: string, props: ServiceOwnProps & ServiceInPlace): Parts {
  const { place, name, environmentName } = props;
  const others = props as Partial<Record<keyof FoundParts | 'vpc', unknown>>;
  for (const key of ['applicationName', 'bundleBucket', 'vpc', 'vpcId', 'serviceRoleArn', 'rolePath'] as const) {
    oneOf(owner, { place, [key]: others[key] });
  }
  return {
    parts: { ...place.parts, environmentName: environmentName ?? place.environmentName(name) },
    before: [],
  };
}

function apart(owner: string, props: ServiceOwnProps & ServiceParts): Parts {
  const { applicationName, environmentName, bundleBucket, bundlePrefix, rolePath } = props;
  oneOf(owner, { place: undefined, applicationName });
  const { serviceRole, serviceRoleArn, permissionsBoundary, permissionsBoundaryArn } = props;
  oneOf(owner, { serviceRole, serviceRoleArn });
  oneOf(owner, { permissionsBoundary, permissionsBoundaryArn });
  const { network, before } = networkOf(owner, props);
  return {
    parts: {
      ...{ applicationName, environmentName, bundlePrefix, rolePath, ...network },
      bundleBucket: typeof bundleBucket === 'string' ? bundleBucket : bundleBucket.bucketName,
      serviceRoleArn: serviceRole?.roleArn ?? serviceRoleArn ?? '',
      permissionsBoundaryArn: permissionsBoundary?.managedPolicyArn ?? permissionsBoundaryArn ?? '',
    },
    before,
    bundleKey: typeof bundleBucket === 'string' ? undefined : bundleBucket.encryptionKey,
  };
}

type Network = Pick<FoundParts, 'vpcId' | 'instanceSubnetIds' | 'publicSubnetIds' | 'publicAddresses'>;

function networkOf(
  owner: string,
  props: ServiceOwnProps & ServiceNetwork,
): { readonly network: Network; readonly before: readonly IDependable[] } {
  oneOf(owner, { vpc: props.vpc, vpcId: props.vpcId });
  if (props.vpc === undefined) {
    const { vpcId, instanceSubnetIds, publicSubnetIds, publicAddresses } = props;
    oneOf(owner, { vpc: undefined, instanceSubnetIds });
    return { network: { vpcId, instanceSubnetIds, publicSubnetIds, publicAddresses }, before: [] };
  }
  const { vpc, vpcSubnets, balancerSubnets, publicAddresses } = props;
  oneOf(owner, { vpc, instanceSubnetIds: props.instanceSubnetIds });
  const instances = selectSubnets(owner, vpc, vpcSubnets);
  // A service without a public balancer asks for no public subnets.
  const balanced = props.route.kind === 'load-balancer' || props.route.kind === 'shared-load-balancer';
  const balancer = balanced
    ? selectSubnets(owner, vpc, balancerSubnets ?? { subnetType: SubnetType.PUBLIC })
    : undefined;
  return {
    network: {
      vpcId: vpc.vpcId,
      instanceSubnetIds: instances.subnetIds,
      publicSubnetIds: balancer?.subnetIds ?? [],
      publicAddresses: publicAddresses ?? instances.arePublic,
    },
    before: [instances.ready, ...(balancer ? [balancer.ready] : [])],
  };
}
