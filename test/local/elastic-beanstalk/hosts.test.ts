import { resolveHost } from '../../../lib/local/hosts';
import { type AppWorld, ask, never, openAppWorld, optionsOf, requestFor } from './app-world';

let world: AppWorld;
let zone: string;

beforeAll(async () => {
  world = await openAppWorld();
  await world.version('v1');
  zone = world.zones.zones().find(({ name }) => name === 'localhost')?.id ?? '';
});

afterAll(() => world.close());

const record = (name: string, type: string, value: string) =>
  world.zones.createRecord(zone, { name, type, values: [value], alias: false, ttl: 60 });

async function pidBehind(host: string): Promise<number> {
  const answer = resolveHost(world, host);
  if (!('port' in answer)) {
    throw new Error(answer.message);
  }
  return (await ask(answer.port)).pid;
}

test('a host leads to a single instance by its address, with any port in the Host header', async () => {
  const { endpointUrl, name } = await world.beanstalk.createEnvironment(requestFor('shop-single'), never);
  record('single.localhost', 'A', endpointUrl);
  expect(await pidBehind('Single.localhost:4566')).toBe((await ask(world.beanstalk.portOf(name))).pid);
});

test('a host leads through an own balancer to its environment', async () => {
  const options = { 'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced' };
  const { endpointUrl, name } = await world.beanstalk.createEnvironment(requestFor('shop-own', options), never);
  record('own.localhost', 'CNAME', endpointUrl);
  expect(await pidBehind('own.localhost')).toBe((await ask(world.beanstalk.portOf(name))).pid);
  await world.beanstalk.terminateEnvironment(name);
  expect(world.balancers.balancers()).toEqual([]);
  expect(resolveHost(world, 'own.localhost')).toMatchObject({ status: 503 });
});

describe('behind a shared balancer', () => {
  const shared = (arn: string, host: string) => ({
    'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
    'aws:elasticbeanstalk:environment/LoadBalancerType': 'application',
    'aws:elasticbeanstalk:environment/LoadBalancerIsShared': 'true',
    'aws:elbv2:loadbalancer/SharedLoadBalancer': arn,
    'aws:elbv2:listener:443/Rules': 'preview',
    'aws:elbv2:listenerrule:preview/HostHeaders': host,
  });

  test('each host reaches its own environment and any other the default action', async () => {
    const subnets = world.network.subnets().map(({ subnetId }) => subnetId);
    const balancer = world.balancers.createBalancer({
      ...{ name: 'shared', region: world.region, scheme: 'internet-facing', subnets, securityGroups: [] },
    });
    world.balancers.createListener(balancer.arn, { port: 443, protocol: 'HTTP', defaultStatus: 418 });
    record('*.preview.localhost', 'CNAME', balancer.dnsName);
    for (const name of ['shop-a', 'shop-b']) {
      const request = requestFor(name, shared(balancer.arn, `${name}.preview.localhost`));
      expect(await world.beanstalk.createEnvironment(request, never)).toMatchObject({ endpointUrl: balancer.dnsName });
    }
    expect(await pidBehind('shop-a.preview.localhost')).toBe((await ask(world.beanstalk.portOf('shop-a'))).pid);
    expect(await pidBehind('shop-b.preview.localhost')).toBe((await ask(world.beanstalk.portOf('shop-b'))).pid);
    expect(resolveHost(world, 'shop-c.preview.localhost')).toMatchObject({ status: 418 });

    const moved = { options: optionsOf({ 'aws:elbv2:listenerrule:preview/HostHeaders': 'other.localhost' }) };
    await expect(world.beanstalk.updateEnvironment('shop-a', moved, never)).rejects.toThrow('cannot be changed');
    await world.beanstalk.terminateEnvironment('shop-a');
    expect(resolveHost(world, 'shop-a.preview.localhost')).toMatchObject({ status: 418 });
  });

  test('a balancer that is not there is refused', async () => {
    const request = requestFor('shop-none', shared('arn:none', 'x.preview.localhost'));
    await expect(world.beanstalk.createEnvironment(request, never)).rejects.toThrow(
      "Load balancer 'arn:none' not found",
    );
  });
});

test('an unknown host answers 404', () => {
  expect(resolveHost(world, 'nowhere.localhost')).toMatchObject({ status: 404 });
});
