import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import type {
  Balancer,
  BalancerRequest,
  Balancers,
  EnvironmentRule,
  Listener,
  ListenerRequest,
  TargetGroup,
  TemplateRule,
} from './balancers';
import { hostFits } from './host-fits';

const documentName = 'balancers';
/** Fixed on AWS: no quota raises it. */
const targetGroupsOfABalancer = 100;

interface Kept {
  readonly balancers: Record<string, Balancer>;
  readonly listeners: Record<string, Listener>;
  readonly rules: Record<string, EnvironmentRule>;
  templateRules: Record<string, TemplateRule>;
  readonly targetGroups: Record<string, TargetGroup>;
}

export function openBalancers(options: { readonly journal: Journal; readonly accountId: string }): Balancers {
  return new BalancerStore(options.journal, options.accountId);
}

class BalancerStore implements Balancers {
  private readonly kept: Kept;

  constructor(
    private readonly journal: Journal,
    private readonly accountId: string,
  ) {
    this.kept = journal.document<Kept>(documentName, () => ({
      ...{ balancers: {}, listeners: {}, rules: {}, templateRules: {}, targetGroups: {} },
    }));
    // A data folder of an earlier release has none.
    this.kept.templateRules ??= {};
  }

  createBalancer(options: BalancerRequest): Balancer {
    const { region, scheme, subnets, securityGroups, vpcId, tags = {} } = options;
    const name = options.name ?? `balancer-${randomLetters(8)}`;
    if (!/^(?!internal-)[A-Za-z0-9](-?[A-Za-z0-9])*$/.test(name) || name.length > 32) {
      throw new AwsError('ValidationError', `The load balancer name '${name}' is not valid`);
    }
    if (this.balancers().some((other) => other.name === name)) {
      throw new AwsError(
        'DuplicateLoadBalancerName',
        `A load balancer with the same name '${name}' exists, but with different settings`,
      );
    }
    if (subnets.length < 2) {
      throw new AwsError(
        'ValidationError',
        'At least two subnets in two different Availability Zones must be specified',
      );
    }
    const fullName = `app/${name}/${id()}`;
    const balancer: Balancer = {
      ...{ name, fullName, scheme, subnets, securityGroups, vpcId, tags },
      arn: `arn:aws:elasticloadbalancing:${region}:${this.accountId}:loadbalancer/${fullName}`,
      dnsName:
        `${scheme === 'internal' ? 'internal-' : ''}${name}-${this.journal.now()}.${region}.elb.amazonaws.com`.toLowerCase(),
      hostedZoneId: 'Z0LOCALBALANCER',
      createdAt: this.journal.now(),
    };
    this.kept.balancers[balancer.arn] = balancer;
    this.changed();
    return balancer;
  }

  changeBalancer(arn: string, change: Parameters<Balancers['changeBalancer']>[1]): Balancer {
    const changed = { ...this.mustHave(arn), ...change };
    this.kept.balancers[arn] = changed;
    this.changed();
    return changed;
  }

  deleteBalancer(arn: string): void {
    const listeners = this.listeners(arn);
    const user = this.rules().find((rule) => listeners.some((listener) => listener.arn === rule.listenerArn));
    if (user) {
      throw new AwsError(
        'OperationNotPermitted',
        `Load balancer '${arn}' cannot be deleted because the environment ${user.environmentName} shares it`,
      );
    }
    for (const listener of listeners) {
      delete this.kept.listeners[listener.arn];
    }
    delete this.kept.balancers[arn];
    this.changed();
  }

  balancers(): readonly Balancer[] {
    return Object.values(this.kept.balancers);
  }

  createListener(balancerArn: string, options: ListenerRequest): string {
    const { fullName } = this.mustHave(balancerArn);
    const { port, protocol, defaultStatus = 404, certificates = [], sslPolicy, actions } = options;
    if (this.listeners(balancerArn).some((listener) => listener.port === port)) {
      throw new AwsError('DuplicateListener', 'A listener already exists on this port for this load balancer');
    }
    if (protocol === 'HTTPS' && certificates.length === 0) {
      throw new AwsError('ValidationError', 'A certificate must be specified for HTTPS listeners');
    }
    const arn = `${balancerArn.slice(0, -`loadbalancer/${fullName}`.length)}listener/${fullName}/${id()}`;
    this.kept.listeners[arn] = {
      ...{ arn, balancerArn, port, protocol, defaultStatus, certificates, sslPolicy, actions },
    };
    this.changed();
    return arn;
  }

  changeListener(listenerArn: string, change: Partial<ListenerRequest>): void {
    const listener = this.kept.listeners[listenerArn];
    if (!listener) {
      throw noListener();
    }
    this.kept.listeners[listenerArn] = { ...listener, ...change };
    this.changed();
  }

  deleteListener(listenerArn: string): void {
    for (const { arn } of this.rules(listenerArn)) {
      delete this.kept.rules[arn];
    }
    for (const { arn } of this.templateRules(listenerArn)) {
      delete this.kept.templateRules[arn];
    }
    delete this.kept.listeners[listenerArn];
    this.changed();
  }

  listeners(balancerArn?: string): readonly Listener[] {
    return Object.values(this.kept.listeners).filter(
      (listener) => balancerArn === undefined || listener.balancerArn === balancerArn,
    );
  }

  setRules(balancerArn: string, environmentName: string, rules: Parameters<Balancers['setRules']>[2]): void {
    this.mustHave(balancerArn);
    const listeners = this.listeners(balancerArn);
    const wanted = rules.map(({ port, hosts }) => {
      const listener = listeners.find((one) => one.port === port);
      if (!listener) {
        throw new AwsError('ListenerNotFound', `The shared load balancer has no listener on port ${port}`);
      }
      return { hosts, listener };
    });
    const sharing = new Set(
      this.rules()
        .filter(({ listenerArn }) => listeners.some(({ arn }) => arn === listenerArn))
        .map((rule) => rule.environmentName),
    );
    if (!sharing.has(environmentName) && sharing.size >= targetGroupsOfABalancer) {
      throw new AwsError(
        'TooManyTargetGroups',
        `The maximum number of target groups has been reached on load balancer '${balancerArn}': ${targetGroupsOfABalancer}`,
      );
    }
    this.removeRules(environmentName);
    for (const { hosts, listener } of wanted) {
      const arn = `${listener.arn.replace(':listener/', ':listener-rule/')}/${id()}`;
      const priority = 1 + Math.max(0, ...this.prioritiesOf(listener.arn));
      this.kept.rules[arn] = { arn, listenerArn: listener.arn, environmentName, hosts, priority };
    }
    this.changed();
  }

  removeRules(environmentName: string): void {
    for (const rule of this.rules().filter((one) => one.environmentName === environmentName)) {
      delete this.kept.rules[rule.arn];
    }
    this.changed();
  }

  rules(listenerArn?: string): readonly EnvironmentRule[] {
    return Object.values(this.kept.rules)
      .filter((rule) => listenerArn === undefined || rule.listenerArn === listenerArn)
      .sort((left, right) => left.priority - right.priority);
  }

  putTemplateRule(rule: TemplateRule): void {
    if (!this.kept.listeners[rule.listenerArn]) {
      throw noListener();
    }
    const former = this.kept.templateRules[rule.arn];
    if (former?.priority !== rule.priority && this.prioritiesOf(rule.listenerArn).includes(rule.priority)) {
      throw new AwsError('PriorityInUse', `Priority '${rule.priority}' is currently in use`);
    }
    this.kept.templateRules[rule.arn] = rule;
    this.changed();
  }

  removeTemplateRule(arn: string): void {
    delete this.kept.templateRules[arn];
    this.changed();
  }

  templateRules(listenerArn?: string): readonly TemplateRule[] {
    return Object.values(this.kept.templateRules).filter(
      (rule) => listenerArn === undefined || rule.listenerArn === listenerArn,
    );
  }

  addTargetGroup(name: string, region: string, tags: TargetGroup['tags'], settings: TargetGroup['settings']) {
    const fullName = `targetgroup/${name}/${id()}`;
    const arn = `arn:aws:elasticloadbalancing:${region}:${this.accountId}:${fullName}`;
    this.kept.targetGroups[arn] = { arn, name, tags, settings };
    this.changed();
    return { arn, fullName };
  }

  changeTargetGroup(arn: string, change: Pick<TargetGroup, 'tags' | 'settings'>): void {
    const group = this.kept.targetGroups[arn];
    if (group) {
      this.kept.targetGroups[arn] = { ...group, ...change };
      this.changed();
    }
  }

  removeTargetGroup(arn: string): void {
    delete this.kept.targetGroups[arn];
    this.changed();
  }

  targetGroups(): readonly TargetGroup[] {
    return Object.values(this.kept.targetGroups);
  }

  route(dnsName: string, host: string): { environmentName: string } | { status: number } | undefined {
    const balancer = this.balancers().find((one) => one.dnsName === dnsName.toLowerCase().replace(/\.$/, ''));
    if (!balancer) {
      return undefined;
    }
    const listeners = this.listeners(balancer.arn);
    for (const listener of listeners) {
      const rule = this.rules(listener.arn).find(({ hosts }) => hosts.some((pattern) => hostFits(pattern, host)));
      if (rule) {
        return { environmentName: rule.environmentName };
      }
    }
    const [first] = listeners;
    return first && { status: first.defaultStatus ?? 503 };
  }

  private prioritiesOf(listenerArn: string): readonly number[] {
    return [...this.rules(listenerArn), ...this.templateRules(listenerArn)].map(({ priority }) => priority);
  }

  private mustHave(arn: string): Balancer {
    const balancer = this.kept.balancers[arn];
    if (!balancer) {
      throw new AwsError('LoadBalancerNotFound', `Load balancer '${arn}' not found`);
    }
    return balancer;
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}

function noListener(): AwsError {
  return new AwsError('ListenerNotFound', 'One or more listeners not found');
}

function id(): string {
  return randomLetters(16, '0123456789abcdef');
}
