import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
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

test('rules come by priority, the default one last, with values at the older place too', async () => {
  const { balancers, network } = small.world;
  const subnets = network.subnets().map(({ subnetId }) => subnetId);
  const { arn } = balancers.createBalancer({
    ...{ name: 'shop', region: 'eu-central-1', scheme: 'internet-facing', subnets, securityGroups: [] },
  });
  const ListenerArn = balancers.createListener(arn, { port: 80, protocol: 'HTTP' });
  const rule = (priority: number, name: string) => ({
    ...{ arn: `arn:rule/${priority}`, listenerArn: ListenerArn, priority, actions: [{ Type: 'forward' }] },
    conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [name] } }],
  });
  for (const [priority, name] of ['/b', '/a'].entries()) balancers.putTemplateRule(rule(9 - priority, name));
  const client = new ElasticLoadBalancingV2Client(served.client);
  const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn }));
  expect(Rules.map(({ Priority, IsDefault, Conditions }) => [Priority, IsDefault, Conditions?.[0]?.Values])).toEqual([
    ['8', false, ['/a']],
    ['9', false, ['/b']],
    ['default', true, undefined],
  ]);
  const RuleArns = [Rules[2]?.RuleArn ?? ''];
  expect((await client.send(new DescribeRulesCommand({ RuleArns }))).Rules).toEqual([Rules[2]]);
  const unknown = (command: DescribeRulesCommand | DescribeListenersCommand) =>
    client.send(command as DescribeRulesCommand).catch(({ name }: Error) => name);
  expect(await unknown(new DescribeRulesCommand({ RuleArns: ['arn:rule/none'] }))).toBe('RuleNotFoundException');
  expect(await unknown(new DescribeRulesCommand({ ListenerArn: `${ListenerArn}0` }))).toBe('ListenerNotFoundException');
  expect(await unknown(new DescribeListenersCommand({ ListenerArns: ['arn:none'] }))).toBe('ListenerNotFoundException');
  client.destroy();
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
