import type { ApplicationFacts, BalancerFacts, NetworkFacts } from '../../facts/facts';
import { roleAndBoundary } from '../../facts/role-and-boundary';
import { bundlePrefix } from '../../naming/bundle-key';
import { namesOf } from '../../naming/resource-names';
import type { Target } from '../../naming/target';
import type { NetworkSettings } from '../../settings/settings';
import { rolePath } from '../base-stack';
import { databaseSubnets, instanceSubnets } from '../subnets';

/** What a service needs besides its name. */
export interface PlacedParts {
  readonly applicationName: string;
  readonly bundleBucket: string;
  readonly bundlePrefix: string;
  readonly vpcId: string;
  readonly instanceSubnetIds: readonly string[];
  readonly publicSubnetIds: readonly string[];
  readonly publicAddresses: boolean;
  readonly serviceRoleArn: string;
  readonly rolePath: string;
  readonly permissionsBoundaryArn: string;
}

/** Where the constructs of one target stand, and what an application stack gives them: what `EnvironmentStack` hands to each of its own. */
export interface Place {
  /** VPC of the target. */
  readonly vpcId: string;
  /** Where a database stands: private subnets when there are two, else public ones. */
  readonly databaseSubnetIds: readonly string[];
  /** Zone that holds the hosts of the stage. Absent when settings name one. */
  readonly hostedZoneId?: string;
  /** Certificate that the application stack made. Absent when no target of the stage needs one. */
  readonly certificateArn?: string;
  /** The shared balancer of the stage. Absent when no target of the stage shares one. */
  readonly balancer?: BalancerFacts;
  /** What a service needs besides its name. */
  readonly parts: PlacedParts;
  /** The name that deploy gives the Beanstalk environment of a service. */
  environmentName(service: string): string;
}

/** Choices that a place leaves open. */
export interface PlaceOptions {
  /** Where the instances stand. @default 'public', with public addresses */
  readonly instanceSubnets?: NetworkSettings['instanceSubnets'];
}

/** Of what a place is made. */
export interface PlaceProps extends PlaceOptions {
  /** Name of the project, as in the settings file. */
  readonly project: string;
  /** Whose constructs they are: `{ kind: 'production' }`, `{ kind: 'staging' }` or `{ kind: 'preview', branch }`. */
  readonly target: Target;
  /** What the application stack of the target's stage made: `readApplicationFacts` of its outputs. */
  readonly application: ApplicationFacts;
}

/**
 * The place of a target, from what is known of an application stack that is deployed. `applicationStack.place(target)` is the same for one of the
 * same app.
 *
 * @throws PreviewError `application-without-previews` for a preview, when the stage has none; `subnets-missing` when instances shall stand in private
 * subnets and there are none
 */
export function placeOf({ project, target, application, instanceSubnets: where = 'public' }: PlaceProps): Place {
  const { network, hostedZoneId, certificateArn, balancer } = application;
  const names = namesOf(project, target);
  return {
    vpcId: network.vpcId,
    databaseSubnetIds: databaseSubnets(network),
    ...(hostedZoneId !== undefined && { hostedZoneId }),
    ...(certificateArn !== undefined && { certificateArn }),
    ...(balancer !== undefined && { balancer }),
    parts: {
      applicationName: application.applicationName,
      bundleBucket: application.bundleBucket,
      bundlePrefix: bundlePrefix(names.targetId),
      ...subnetsFor(network, where),
      serviceRoleArn: application.beanstalkServiceRoleArn,
      rolePath: rolePath(project, target.kind),
      permissionsBoundaryArn: roleAndBoundary(application, target.kind).permissionsBoundaryArn,
    },
    environmentName: (service) => names.environmentName(service),
  };
}

function subnetsFor(network: NetworkFacts, where: NetworkSettings['instanceSubnets']) {
  return {
    vpcId: network.vpcId,
    instanceSubnetIds: instanceSubnets({ instanceSubnets: where }, network),
    publicSubnetIds: network.publicSubnetIds,
    publicAddresses: where === 'public',
  };
}
