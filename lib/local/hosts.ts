import { isIP } from 'node:net';
import type { CloudState } from './services';

/** `balanced` names the environment that a balancer led to. */
export type HostAnswer =
  | { readonly port: number; readonly balanced?: string }
  | { readonly status: number; readonly message: string };

/** Where a request for a host name goes, as DNS, balancers and Beanstalk's proxies would lead it. */
export function resolveHost(world: Pick<CloudState, 'zones' | 'balancers' | 'beanstalk'>, host: string): HostAnswer {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  // An address, a balancer's own name and an environment's own name need no record.
  const target = world.zones.resolve(name) ?? name;
  const routed = isIP(target) ? undefined : world.balancers.route(target, name);
  if (routed) {
    return 'status' in routed
      ? { status: routed.status, message: `No rule of the load balancer ${target} fits the host ${name}.` }
      : {
          ...answer(world, world.beanstalk.portOf(routed.environmentName), routed.environmentName),
          balanced: routed.environmentName,
        };
  }
  const environment = world.beanstalk
    .environments()
    .find((one) => one.status !== 'Terminated' && (one.endpointUrl === target || one.cname === target));
  if (environment) {
    return answer(world, world.beanstalk.portAt(target), environment.name);
  }
  return target === name
    ? { status: 404, message: `Nothing here has the host name ${name}: DNS would say NXDOMAIN.` }
    : { status: 503, message: `The host ${name} leads to ${target}, where nothing listens.` };
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
