import { Fn, Token } from 'aws-cdk-lib';
import type { IVpc, SelectedSubnets, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IDependable } from 'constructs';
import { PreviewError } from '../../errors';
import { oneOf } from './one-of';

/** A network by its ids. */
export interface VpcIds {
  /** Id of the VPC, `vpc-…`. */
  readonly vpcId: string;
  /** Ids of two subnets at least, in different zones. */
  readonly subnetIds: readonly string[];
  readonly vpc?: never;
  readonly vpcSubnets?: never;
}

/** A network as the CDK has it: made in the app, looked up or imported. */
export interface VpcSelection {
  /** The VPC. */
  readonly vpc: IVpc;
  /** Which of its subnets; two at least, in different zones. @default what each construct says */
  readonly vpcSubnets?: SubnetSelection;
  readonly vpcId?: never;
  readonly subnetIds?: never;
}

/** Subnets that were found, whichever way they were given. */
export interface FoundSubnets {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** The route to the Internet of these subnets, where the app makes it. */
  readonly ready?: IDependable;
}

/** Subnets of a VPC of the CDK. */
interface SelectedFacts extends Required<FoundSubnets> {
  readonly arePublic: boolean;
  readonly zones: readonly string[];
  /** Neither how many there are nor where: a look-up has no answer yet, or only CloudFormation knows. */
  readonly unknown: boolean;
}

/**
 * The subnets of a construct that stands in two zones or more.
 *
 * @param owner the construct, as errors name it
 * @param usual which subnets of a VPC, when none are asked for; left out, the CDK's own choice: private ones before public ones
 * @throws PreviewError `property-missing`, `properties-contradict`; `subnets-missing` when the VPC has not the subnets that are asked for, or not in two
 * zones
 */
export function subnetsOf(owner: string, given: VpcIds | VpcSelection, usual?: SubnetSelection): FoundSubnets {
  oneOf(owner, { vpc: given.vpc, vpcId: given.vpcId });
  if (given.vpc === undefined) {
    oneOf(owner, { vpc: undefined, subnetIds: given.subnetIds });
    const { vpcId, subnetIds } = given;
    if (subnetIds.length < 2 && !Token.isUnresolved(subnetIds)) throw tooFew(owner, vpcId, subnetIds.length);
    return { vpcId, subnetIds };
  }
  const { vpc, vpcSubnets } = given;
  oneOf(owner, { vpc, subnetIds: given.subnetIds });
  const { unknown, zones, ...found } = selectSubnets(owner, vpc, vpcSubnets ?? usual);
  if (unknown) return found;
  if (found.subnetIds.length < 2) throw tooFew(owner, vpc.node.path, found.subnetIds.length);
  if (new Set(zones).size < 2 && !zones.some((zone) => Token.isUnresolved(zone))) {
    throw inOneZone(owner, vpc.node.path);
  }
  return found;
}

/** Some subnets of a VPC. @throws PreviewError `subnets-missing` when it has none of that kind */
export function selectSubnets(owner: string, vpc: IVpc, wanted: SubnetSelection | undefined): SelectedFacts {
  const selected = selectOf(owner, vpc, wanted);
  const { subnetIds, availabilityZones: zones, hasPublic: arePublic } = selected;
  return {
    ...{ vpcId: vpc.vpcId, subnetIds, zones, arePublic },
    ready: selected.internetConnectivityEstablished,
    unknown: selected.isPendingLookup === true || Token.isUnresolved(subnetIds),
  };
}

function selectOf(owner: string, vpc: IVpc, wanted: SubnetSelection | undefined): SelectedSubnets {
  let selected: SelectedSubnets;
  try {
    selected = vpc.selectSubnets(wanted);
  } catch (cause) {
    throw missing(owner, vpc, (cause as Error).message, cause);
  }
  if (selected.subnetIds.length > 0) return selected;
  throw missing(owner, vpc, 'no subnet is left by what vpcSubnets asks for');
}

function missing(owner: string, vpc: IVpc, why: string, cause?: unknown): PreviewError {
  const counts = [
    `${vpc.publicSubnets.length} public`,
    `${vpc.privateSubnets.length} private`,
    `${vpc.isolatedSubnets.length} isolated`,
  ];
  return new PreviewError('subnets-missing', `${owner} finds no subnets in ${vpc.node.path}: ${why}`, {
    fault: 'user',
    hint: `That VPC has ${counts.join(', ')} subnets: ask for others of them, or give the VPC the kind that is missing.`,
    cause,
  });
}

function tooFew(owner: string, vpc: string, count: number): PreviewError {
  return new PreviewError('subnets-missing', `${owner} needs 2 subnets; ${vpc} has ${count}`, {
    fault: 'user',
    hint: 'Name a VPC with subnets in two zones: in network.vpcId, and run deploy-application again; in an app of your own, in the property of the construct.',
  });
}

function inOneZone(owner: string, vpc: string): PreviewError {
  return new PreviewError('subnets-missing', `${owner} needs subnets in 2 zones; those of ${vpc} are in one`, {
    fault: 'user',
    hint: 'Ask for subnets of another zone, too: AWS wants two.',
  });
}

/** Ids of subnets as Beanstalk takes them. A list that only CloudFormation knows is joined there. */
export function joined(ids: readonly string[]): string {
  return Token.isUnresolved(ids) ? Fn.join(',', [...ids]) : ids.join(',');
}
