/** How many there are of something, and how many there may be. */
export interface Quota {
  readonly used: number;
  readonly most: number;
}

/** What an account may have only so many of in a region. */
export type QuotaName = 'environments' | 'databases' | 'addresses' | 'balancers';

/** How full one balancer is. */
export interface BalancerUse {
  readonly targetGroups: Quota;
  /** Rules of the listener that has most of them, default rules not counted. */
  readonly rules: Quota;
}

/** What the account and region have room for. Every method throws PreviewError when AWS does not say. */
export interface Quotas {
  /** Stacks at most. The listing of stacks shows how many there are. */
  stackLimit(): Promise<number>;
  read(name: QuotaName): Promise<Quota>;
  /** Undefined when there is no such balancer. */
  balancer(arn: string): Promise<BalancerUse | undefined>;
}
