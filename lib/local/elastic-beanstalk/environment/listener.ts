import { AwsError } from '../../http/aws-error';
import type { BeanstalkNeeds } from '../beanstalk-needs';
import type { BeanstalkStore } from '../beanstalk-store';
import { Options } from '../options';
import type { EnvironmentRecord } from '../records';
import { freeAddress } from './free-address';
import { checkWorker } from './worker-daemon';

export interface EnvironmentListener {
  readonly endpointUrl: string;
  readonly ownBalancerArn?: string;
}

type Newcomer = Pick<EnvironmentRecord, 'tier' | 'name' | 'id' | 'region' | 'options' | 'cname' | 'tags'>;

/** Makes the way in to a new environment: an address, its own balancer, or rules on a shared one. Throws AwsError. */
export function openListener(newcomer: Newcomer, world: BeanstalkNeeds, store: BeanstalkStore): EnvironmentListener {
  const options = new Options(newcomer.options);
  if (newcomer.tier === 'Worker') {
    checkWorker(newcomer.options, world.queues);
    // No client reaches a worker: its queue stands in the place of an address.
    return { endpointUrl: options.get('aws:elasticbeanstalk:sqsd', 'WorkerQueueURL') ?? '' };
  }
  if (!options.isLoadBalanced) {
    return { endpointUrl: freeAddress(store.kept.environments) };
  }
  return options.isShared ? shareBalancer(newcomer, options, world) : ownBalancer(newcomer, options, world);
}

/** Removes the rules, and the balancer that the environment has for itself. */
export function closeListener(environment: EnvironmentRecord, { balancers }: BeanstalkNeeds): void {
  balancers.removeRules(environment.name);
  if (environment.ownBalancerArn !== undefined) {
    balancers.deleteBalancer(environment.ownBalancerArn);
  }
}

/** Rules of a shared balancer are fixed when the environment is made (trap T7): what they say, to compare. */
export function listenerSettings(settings: EnvironmentRecord['options']): string {
  const options = new Options(settings);
  return JSON.stringify([
    ...[options.isLoadBalanced, options.isShared],
    ...(options.isShared ? [options.get('aws:elbv2:loadbalancer', 'SharedLoadBalancer'), rulesOf(options, '')] : []),
  ]);
}

function shareBalancer(
  { name, cname }: Newcomer,
  options: Options,
  { balancers }: BeanstalkNeeds,
): EnvironmentListener {
  if (options.get('aws:elasticbeanstalk:environment', 'LoadBalancerType') !== 'application') {
    throw new AwsError(
      'ConfigurationValidationException',
      "Configuration validation exception: A shared load balancer needs LoadBalancerType 'application'; the default is 'classic'.",
    );
  }
  const arn = options.get('aws:elbv2:loadbalancer', 'SharedLoadBalancer');
  const balancer = balancers.balancers().find((one) => one.arn === arn);
  if (!balancer) {
    throw new AwsError(
      'ConfigurationValidationException',
      `Configuration validation exception: Load balancer '${arn ?? ''}' not found (Namespace: 'aws:elbv2:loadbalancer', OptionName: ` +
        "'SharedLoadBalancer').",
    );
  }
  balancers.setRules(balancer.arn, name, rulesOf(options, cname));
  return { endpointUrl: balancer.dnsName };
}

function rulesOf(options: Options, cname: string): readonly { port: number; hosts: readonly string[] }[] {
  const listeners = options.namespaces('aws:elbv2:listener:').map((listener) => ({
    port: listener === 'default' ? 80 : Number(listener),
    names: options.list(`aws:elbv2:listener:${listener}`, 'Rules'),
  }));
  const rules = listeners.flatMap(({ port, names }) =>
    names.map((name) => {
      const hosts = options.list(`aws:elbv2:listenerrule:${name}`, 'HostHeaders');
      if (
        name !== 'default' &&
        hosts.length === 0 &&
        options.get(`aws:elbv2:listenerrule:${name}`, 'PathPatterns') === undefined
      ) {
        throw new AwsError(
          'ConfigurationValidationException',
          `Configuration validation exception: The listener rule '${name}' has neither HostHeaders nor PathPatterns.`,
        );
      }
      // Every rule behind a shared balancer has the environment's own name as a host too.
      return { port, hosts: [...hosts, cname] };
    }),
  );
  // Left alone, Beanstalk makes one rule, on port 80, for the environment's own name.
  return rules.length > 0 ? rules : [{ port: 80, hosts: [cname] }];
}

function ownBalancer(
  { name, id, region, tags }: Newcomer,
  options: Options,
  world: BeanstalkNeeds,
): EnvironmentListener {
  const { balancers, network } = world;
  const chosen = options.list('aws:ec2:vpc', 'ELBSubnets');
  const vpcId = options.get('aws:ec2:vpc', 'VPCId');
  const subnets = chosen.length > 0 ? chosen : network.subnets(vpcId).map(({ subnetId }) => subnetId);
  const { scheme } = options;
  const balancer = balancers.createBalancer({
    ...{ name: `awseb-${id.slice(2)}`, region, scheme, subnets, vpcId, tags },
    securityGroups: options.balancerSecurityGroups,
  });
  try {
    balancers.createListener(balancer.arn, { port: 80, protocol: 'HTTP', defaultStatus: 503 });
    balancers.setRules(balancer.arn, name, [{ port: 80, hosts: ['*'] }]);
    for (const listener of options
      .namespaces('aws:elbv2:listener:')
      .filter((one) => /^\d+$/.test(one) && one !== '80')) {
      const protocol = options.get(`aws:elbv2:listener:${listener}`, 'Protocol') ?? 'HTTP';
      const certificates = options.list(`aws:elbv2:listener:${listener}`, 'SSLCertificateArns');
      balancers.createListener(balancer.arn, { port: Number(listener), protocol, certificates, defaultStatus: 503 });
    }
  } catch (error) {
    balancers.removeRules(name);
    balancers.deleteBalancer(balancer.arn);
    throw error;
  }
  return { endpointUrl: balancer.dnsName, ownBalancerArn: balancer.arn };
}
