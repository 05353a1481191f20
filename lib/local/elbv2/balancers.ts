import type { Properties } from '../resource/resource-type';

export interface Balancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly hostedZoneId: string;
  /** `app/<name>/<16 hexadecimal digits>` */
  readonly fullName: string;
  readonly scheme: string;
  readonly vpcId?: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export interface Listener {
  readonly arn: string;
  readonly balancerArn: string;
  readonly port: number;
  readonly protocol: string;
  readonly certificates: readonly string[];
  /** Of HTTPS: the name of its security policy. */
  readonly sslPolicy?: string;
  /** Default actions as a template has them. @default the fixed response */
  readonly actions?: readonly Properties[];
  /** Status of a fixed response; undefined when the default action forwards. */
  readonly defaultStatus?: number;
}

/** What Beanstalk puts on a listener for one environment behind a shared balancer. */
export interface EnvironmentRule {
  readonly arn: string;
  readonly listenerArn: string;
  readonly environmentName: string;
  readonly hosts: readonly string[];
  readonly priority: number;
}

/** A rule of a template: listed, and nothing follows it. */
export interface TemplateRule {
  readonly arn: string;
  readonly listenerArn: string;
  readonly priority: number;
  readonly conditions: readonly Properties[];
  readonly actions: readonly Properties[];
}

export interface BalancerRequest {
  /** Made up when absent. */
  readonly name?: string;
  readonly region: string;
  readonly scheme: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  /** @default none */
  readonly vpcId?: string;
  /** @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ListenerRequest {
  readonly port: number;
  readonly protocol: string;
  /** Status of the fixed response that answers what no rule fits. @default 404 */
  readonly defaultStatus?: number;
  /** ARNs. @default [] */
  readonly certificates?: readonly string[];
  readonly sslPolicy?: string;
  readonly actions?: readonly Properties[];
}

/** A target group of a template. */
export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Those of its properties that are shown. @default none */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Application load balancers: listeners and rules are kept, and requests really follow them by Host header. */
export interface Balancers {
  createBalancer(options: BalancerRequest): Balancer;
  changeBalancer(arn: string, change: Partial<Pick<Balancer, 'subnets' | 'securityGroups' | 'tags'>>): Balancer;
  /** Throws AwsError while environments share it. */
  deleteBalancer(arn: string): void;
  balancers(): readonly Balancer[];
  createListener(balancerArn: string, options: ListenerRequest): string;
  changeListener(listenerArn: string, change: Partial<ListenerRequest>): void;
  deleteListener(listenerArn: string): void;
  listeners(balancerArn?: string): readonly Listener[];
  /**
   * What Beanstalk does for an environment behind a shared balancer (trap T7): one target group, and a rule on the listener of each
   * port; takes the place of the environment's former rules. Throws AwsError when a listener is missing, or when 100
   * environments share the balancer already.
   */
  setRules(
    balancerArn: string,
    environmentName: string,
    rules: readonly { port: number; hosts: readonly string[] }[],
  ): void;
  removeRules(environmentName: string): void;
  rules(listenerArn?: string): readonly EnvironmentRule[];
  /** Throws AwsError when there is no such listener, or another rule of it has the priority. */
  putTemplateRule(rule: TemplateRule): void;
  removeTemplateRule(arn: string): void;
  templateRules(listenerArn?: string): readonly TemplateRule[];
  /** Target groups on a balancer, those of templates included. */
  addTargetGroup(
    name: string,
    region: string,
    tags: Readonly<Record<string, string>>,
    settings: Readonly<Record<string, unknown>>,
  ): { arn: string; fullName: string };
  changeTargetGroup(arn: string, change: Pick<TargetGroup, 'tags' | 'settings'>): void;
  removeTargetGroup(arn: string): void;
  targetGroups(): readonly TargetGroup[];
  /** The environment that a request for `host` at the balancer of this DNS name reaches, or the default action's status. */
  route(dnsName: string, host: string): { environmentName: string } | { status: number } | undefined;
}

/** What the service adds to the state of the cloud. */
export interface Elbv2State {
  readonly balancers: Balancers;
}
