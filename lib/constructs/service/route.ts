import type { BalancerFacts } from '../../facts/facts';

/** How requests reach a service. */
export type Route =
  | {
      readonly kind: 'shared-load-balancer';
      readonly scheme: 'https' | 'http';
      readonly balancer: BalancerFacts;
      /** The balancer forwards what asks for this host; 128 characters at most. It cannot change without a new environment. */
      readonly host: string;
    }
  | {
      readonly kind: 'load-balancer';
      readonly scheme: 'http';
      /** Who may reach the balancer. */
      readonly cidrs: readonly string[];
    }
  | {
      readonly kind: 'load-balancer';
      readonly scheme: 'https';
      readonly cidrs: readonly string[];
      readonly certificateArn: string;
    }
  | {
      /** A balancer of its own that has no public address: only siblings that link to the service reach it, over plain HTTP. */
      readonly kind: 'internal';
      /** Where the balancer stands; two at least, in different zones. */
      readonly subnetIds: readonly string[];
    }
  | {
      /** It has no address: it takes messages from its own queue (trap T22). */
      readonly kind: 'worker';
    }
  | {
      /** Plain HTTP, one Elastic IP (trap T8). */
      readonly kind: 'single-instance';
      /** Who may reach the instance. */
      readonly cidrs: readonly string[];
    };

/** The balancer's port for a scheme. */
export function listenerPort(scheme: 'https' | 'http'): 443 | 80 {
  return scheme === 'https' ? 443 : 80;
}
