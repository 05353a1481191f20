/** Application load balancers: listeners and rules are kept, and requests really follow them by Host header. */
export interface Balancers {
  createBalancer(options: { name?: string; region: string; scheme: string; subnets: readonly string[]; securityGroups: readonly string[] }): {
    arn: string;
    dnsName: string;
    hostedZoneId: string;
    fullName: string;
  };
  deleteBalancer(arn: string): void;
  createListener(balancerArn: string, options: { port: number; protocol: string; defaultStatus?: number }): string;
  deleteListener(listenerArn: string): void;
  /** What Beanstalk does for an environment behind a shared balancer (trap T7). */
  setRules(balancerArn: string, environmentName: string, rules: readonly { port: number; hosts: readonly string[] }[]): void;
  removeRules(environmentName: string): void;
  /** The environment that a request for `host` at the balancer of this DNS name reaches, or the default action's status. */
  route(dnsName: string, host: string): { environmentName: string } | { status: number } | undefined;
}
