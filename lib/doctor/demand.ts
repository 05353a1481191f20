import type { TargetSettings } from '../settings/settings';

/** What one target takes of each quota. */
export interface Demand {
  /** Its own stack, and one of Beanstalk's for each environment (trap T6). */
  readonly stacks: number;
  readonly environments: number;
  readonly databases: number;
  /** Elastic IPs: one for each single instance (trap T8). */
  readonly addresses: number;
  /** Balancers of its own. */
  readonly balancers: number;
  /** Target groups on the shared balancer, and rules on its listener. */
  readonly rules: number;
}

export function demandOf({ services, database, routing }: TargetSettings): Demand {
  const count = (kind: string) => Object.values(services).filter((service) => service.kind === kind).length;
  const environments = Object.keys(services).length;
  const open = count('public');
  return {
    stacks: 1 + environments,
    environments,
    databases: database === 'none' ? 0 : 1,
    addresses: routing === 'single-instance' ? open : 0,
    // What siblings call stands behind an internal balancer, whatever the routing.
    balancers: (routing === 'load-balancer' ? open : 0) + count('internal'),
    rules: routing === 'shared-load-balancer' ? open : 0,
  };
}
