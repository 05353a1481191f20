import { isIP } from 'node:net';
import type { CloudState } from './services';

/** `balanced` names the environment that a balancer led to. */
export type HostAnswer =
  | { readonly port: number; readonly balanced?: string }
  | { readonly status: number; readonly message: string };

/** Where a request for a host name goes, as DNS, balancers and Beanstalk's proxies would lead it. */
export function resolveHost(world: Pick<CloudState, 'zones' | 'balancers' | 'beanstalk'>, host: string): HostAnswer {
  const { name, target } = namesOf(world, host);
  const way = wayTo(world, target, name);
  if (way && 'status' in way) {
    return { status: way.status, message: `No rule of the load balancer ${target} fits the host ${name}.` };
  }
  if (way) {
    return way.isBalanced
      ? { ...answer(world, world.beanstalk.portOf(way.environment), way.environment), balanced: way.environment }
      : answer(world, world.beanstalk.portAt(target), way.environment);
  }
  return target === name
    ? { status: 404, message: `Nothing here has the host name ${name}: DNS would say NXDOMAIN.` }
    : { status: 503, message: `The host ${name} leads to ${target}, where nothing listens.` };
}

/** Name of the environment to which a host name leads, whether it answers or not; undefined when it leads to none. */
export function environmentAt(
  world: Pick<CloudState, 'zones' | 'balancers' | 'beanstalk'>,
  host: string,
): string | undefined {
  const { name, target } = namesOf(world, host);
  const way = wayTo(world, target, name);
  return way && 'environment' in way ? way.environment : undefined;
}

function namesOf({ zones }: Pick<CloudState, 'zones'>, host: string): { name: string; target: string } {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  // An address, a balancer's own name and an environment's own name need no record.
  return { name, target: zones.resolve(name) ?? name };
}

function wayTo(
  { balancers, beanstalk }: Pick<CloudState, 'balancers' | 'beanstalk'>,
  target: string,
  name: string,
): { readonly environment: string; readonly isBalanced: boolean } | { readonly status: number } | undefined {
  const routed = isIP(target) ? undefined : balancers.route(target, name);
  if (routed) {
    return 'status' in routed ? routed : { environment: routed.environmentName, isBalanced: true };
  }
  const found = beanstalk
    .environments()
    .find((one) => one.status !== 'Terminated' && (one.endpointUrl === target || one.cname === target));
  return found && { environment: found.name, isBalanced: false };
}

function answer({ beanstalk }: Pick<CloudState, 'beanstalk'>, port: number | undefined, name: string): HostAnswer {
  if (port !== undefined) {
    return { port };
  }
  // "The target groups for the load balancer have no registered targets" (guide of application load balancers, "Troubleshooting", HTTP 503, 2022).
  return !beanstalk.instances(name).some(({ lifecycle }) => lifecycle === 'InService')
    ? { status: 503, message: `The environment ${name} has no instances.` }
    : { status: 502, message: `The app of the environment ${name} is not running.` };
}
