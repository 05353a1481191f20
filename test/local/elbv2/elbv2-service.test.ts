import { balancersService } from '../../../lib/local/elbv2/elbv2-service';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
let served: ServedServices;
beforeEach(async () => {
  small = smallWorld();
  served = await serveServices(balancersService(small.world));
});
afterEach(async () => {
  await served.close();
  await small.close();
});

const call = (Action: string, more: Readonly<Record<string, string>> = {}) =>
  served.query('elasticloadbalancing', { Action, ...more });

test('a balancer, its listeners, rules and tags can be read', async () => {
  const { balancers, network } = small.world;
  const balancer = balancers.createBalancer({
    name: 'shop',
    region: 'eu-central-1',
    scheme: 'internet-facing',
    subnets: network.subnets().map(({ subnetId }) => subnetId),
    securityGroups: [],
    tags: { project: 'shop' },
  });
  const listener = balancers.createListener(balancer.arn, { port: 80, protocol: 'HTTP' });
  balancers.setRules(balancer.arn, 'shop-login--web', [{ port: 80, hosts: ['login.preview.localhost'] }]);
  expect(await call('DescribeLoadBalancers', { 'Names.member.1': 'shop' })).toContain(
    `<DNSName>${balancer.dnsName}</DNSName>`,
  );
  expect(await call('DescribeListeners', { LoadBalancerArn: balancer.arn })).toContain('<Port>80</Port>');
  expect(await call('DescribeRules', { ListenerArn: listener })).toContain('<member>login.preview.localhost</member>');
  expect(await call('DescribeTags', { 'ResourceArns.member.1': balancer.arn })).toContain(
    '<Key>project</Key><Value>shop</Value>',
  );
});

test('a balancer that does not exist is an error', async () => {
  expect(await call('DescribeLoadBalancers', { 'Names.member.1': 'none' })).toContain(
    '<Code>LoadBalancerNotFound</Code>',
  );
});

test('a balancer has a target group for each environment behind it, against limits that can be read', async () => {
  const { balancers, network } = small.world;
  const subnets = network.subnets().map(({ subnetId }) => subnetId);
  const made = (name: string) =>
    balancers.createBalancer({ name, region: 'eu-central-1', scheme: 'internet-facing', subnets, securityGroups: [] });
  const [shop, other] = [made('shop'), made('other')];
  for (const port of [80, 8080]) balancers.createListener(shop.arn, { port, protocol: 'HTTP' });
  for (const [index, name] of ['shop-login--web', 'shop-cart--web'].entries()) {
    const hosts = [`${index}.preview.localhost`];
    balancers.setRules(shop.arn, name, [
      { port: 80, hosts },
      { port: 8080, hosts },
    ]);
  }
  const groups = async (LoadBalancerArn: string) =>
    (await call('DescribeTargetGroups', { LoadBalancerArn })).match(/<TargetGroupArn>/g)?.length ?? 0;
  expect(await groups(shop.arn)).toBe(2);
  expect(await groups(other.arn)).toBe(0);
  expect(await call('DescribeAccountLimits')).toContain(
    '<member><Name>target-groups-per-application-load-balancer</Name><Max>100</Max></member>',
  );
});
