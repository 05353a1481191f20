import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IConstruct, IDependable } from 'constructs';
import { PreviewError } from '../../errors';
import type { BalancerFacts } from '../../facts/facts';
import { oneOf } from '../network/one-of';
import type { Place } from '../network/place';
import type { Route } from './route';

/** How requests shall reach a service: as `Route`, and what the CDK has in place of ids. */
export type RouteProps =
  | Exclude<Route, { readonly kind: 'shared-load-balancer' | 'internal' } | { readonly scheme: 'https' }>
  | {
      readonly kind: 'shared-load-balancer';
      readonly scheme: 'https' | 'http';
      /**
       * A balancer that others use, too: a `SharedBalancer`, one of the CDK, made or imported with its security group and its DNS name, or facts of
       * one. It has a listener on 443 for https, on 80 for http. @default that of `place`
       */
      readonly balancer?: SharingBalancer;
      /** The balancer forwards what asks for this host; 128 characters at most. It cannot change without a new environment. */
      readonly host: string;
    }
  | {
      readonly kind: 'load-balancer';
      readonly scheme: 'https';
      /** Who may reach the balancer. */
      readonly cidrs: readonly string[];
      /** ARN of the certificate, of ACM and in the same region. @default that of `place` */
      readonly certificateArn?: string;
      readonly certificate?: never;
    }
  | {
      readonly kind: 'load-balancer';
      readonly scheme: 'https';
      /** Who may reach the balancer. */
      readonly cidrs: readonly string[];
      /** The certificate as the CDK has it, of the same region. */
      readonly certificate: ICertificate;
      readonly certificateArn?: never;
    }
  | {
      /** A balancer of its own that has no public address: only siblings that link to the service reach it, over plain HTTP. */
      readonly kind: 'internal';
      /** Where the balancer stands; two at least, in different zones. @default where the instances stand */
      readonly subnetIds?: readonly string[];
    };

/** What a balancer that others use is given as. */
export type SharingBalancer = BalancerFacts | IApplicationLoadBalancer | BalancerConstruct;

/** A `SharedBalancer`. */
export interface BalancerConstruct extends IConstruct {
  /** What services and host names need to know of it. */
  readonly facts: BalancerFacts;
}

/** What a route can do without being given. */
export interface RouteDefaults {
  readonly instanceSubnetIds: readonly string[];
  readonly place: Place | undefined;
}

/** A route, and what comes with the balancer that it shares. */
export interface FoundRoute {
  readonly route: Route;
  /** What has to be there before the environment. */
  readonly before: readonly IDependable[];
  /** Security group of a balancer that lets nothing out by itself. */
  readonly closedGroupId?: string;
}

/**
 * @param owner the service, as errors name it
 * @throws PreviewError `balancer-missing`, `certificate-missing`, `properties-contradict`
 */
export function routeFrom(owner: string, given: RouteProps, { instanceSubnetIds, place }: RouteDefaults): FoundRoute {
  switch (given.kind) {
    case 'shared-load-balancer': {
      const balancer = given.balancer ?? place?.balancer;
      if (balancer === undefined) {
        throw new PreviewError('balancer-missing', `${owner} has no balancer to share for ${given.host}`, {
          fault: 'user',
          hint: 'Give route.balancer, or a place of an application stack that has a shared one.',
        });
      }
      const { facts, ...rest } = balancerOf(owner, balancer);
      return { route: { ...given, balancer: facts }, ...rest };
    }
    case 'internal':
      return { route: { kind: given.kind, subnetIds: given.subnetIds ?? instanceSubnetIds }, before: [] };
    case 'load-balancer':
      if (given.scheme === 'http') return { route: given, before: [] };
      return { route: withCertificate(owner, given, place), before: [] };
    default:
      return { route: given, before: [] };
  }
}

function withCertificate(
  owner: string,
  given: RouteProps & { readonly kind: 'load-balancer'; readonly scheme: 'https' },
  place: Place | undefined,
): Route {
  const { kind, scheme, cidrs, certificate } = given;
  const named = given.certificateArn ?? (certificate ? undefined : place?.certificateArn);
  if (certificate === undefined && named === undefined) {
    throw new PreviewError('certificate-missing', `${owner} has no certificate for https`, {
      fault: 'user',
      hint: 'Give route.certificate or route.certificateArn, or a place of an application stack that has one.',
    });
  }
  oneOf(owner, { 'route.certificate': certificate, 'route.certificateArn': named });
  return { kind, scheme, cidrs, certificateArn: certificate?.certificateArn ?? named ?? '' };
}

/** What services and host names need of a balancer. @throws PreviewError `balancer-missing` for one without a security group */
export function balancerOf(
  owner: string,
  balancer: SharingBalancer,
): Omit<FoundRoute, 'route'> & { readonly facts: BalancerFacts } {
  // Beanstalk adds its rule to a listener, which has to be there: it is a child of the balancer.
  if ('facts' in balancer) return { facts: balancer.facts, before: [balancer] };
  if (!('loadBalancerArn' in balancer)) return { facts: balancer, before: [] };
  const [group] = balancer.connections.securityGroups;
  if (group === undefined) {
    throw new PreviewError(
      'balancer-missing',
      `${owner} cannot share ${balancer.node.path}, which has no security group`,
      {
        fault: 'user',
        hint: 'Import it with ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes and its securityGroupId.',
      },
    );
  }
  return {
    facts: {
      arn: balancer.loadBalancerArn,
      securityGroupId: group.securityGroupId,
      // An imported one may have neither, which only a host name needs: the CDK says what is missing then.
      get dnsName() {
        return balancer.loadBalancerDnsName;
      },
      get hostedZoneId() {
        return balancer.loadBalancerCanonicalHostedZoneId;
      },
    },
    before: [balancer],
    // The group of a balancer of the CDK lets nothing out but to its targets, and Beanstalk adds ours unseen.
    ...(!group.allowAllOutbound && { closedGroupId: group.securityGroupId }),
  };
}
