import { elbv2Listener } from '../../../lib/local/elbv2/listener-type';
import { elbv2LoadBalancer } from '../../../lib/local/elbv2/load-balancer-type';
import { elbv2ListenerRule, elbv2TargetGroup } from '../../../lib/local/elbv2/recorded-types';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
let subnets: readonly string[];
beforeEach(async () => {
  small = smallWorld();
  subnets = small.world.network.subnets().map(({ subnetId }) => subnetId);
});
afterEach(() => small.close());

const notFound = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }];

test('a balancer has the attributes that CloudFormation gives', async () => {
  const group = small.world.network.createSecurityGroup({ description: 'balancer', tags: {} });
  const { physicalId, attributes } = await elbv2LoadBalancer.create(small.context('Balancer'), {
    Subnets: subnets,
    SecurityGroups: [group],
  });
  expect(physicalId).toBe(attributes.LoadBalancerArn);
  expect(attributes).toEqual({
    LoadBalancerArn: expect.stringMatching(
      /^arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer\/app\/.+\/[0-9a-f]{16}$/,
    ),
    LoadBalancerName: expect.stringMatching(/^.{1,32}$/),
    LoadBalancerFullName: expect.stringMatching(/^app\//),
    DNSName: expect.stringMatching(/\.eu-central-1\.elb\.amazonaws\.com$/),
    CanonicalHostedZoneID: expect.stringMatching(/^Z/),
    SecurityGroups: [group],
  });
  expect(() => small.world.network.deleteSecurityGroup(group)).toThrow('has a dependent object');
});

test('a request at a balancer reaches the environment whose rule fits its host, else the default answer', async () => {
  const balancer = await elbv2LoadBalancer.create(small.context('Balancer'), { Subnets: subnets });
  const listener = await elbv2Listener.create(small.context('Listener'), {
    ...{ LoadBalancerArn: balancer.physicalId, Port: 80, Protocol: 'HTTP', DefaultActions: notFound },
  });
  const { balancers } = small.world;
  const dnsName = String(balancer.attributes.DNSName);
  balancers.setRules(balancer.physicalId, 'shop-login--web', [{ port: 80, hosts: ['login.preview.localhost'] }]);
  expect(balancers.route(dnsName, 'LOGIN.preview.localhost:8080')).toEqual({ environmentName: 'shop-login--web' });
  expect(balancers.route(dnsName, 'other.preview.localhost')).toEqual({ status: 404 });
  expect(balancers.route('unknown.example.com', 'login.preview.localhost')).toBeUndefined();
  await expect(elbv2LoadBalancer.delete(small.context('Balancer'), balancer, {})).rejects.toThrow(
    'shop-login--web shares it',
  );
  balancers.removeRules('shop-login--web');
  await elbv2Listener.delete(small.context('Listener'), listener, {});
  await elbv2LoadBalancer.delete(small.context('Balancer'), balancer, {});
  expect(balancers.balancers()).toEqual([]);
});

test('a listener takes an own port, and HTTPS needs a certificate', async () => {
  const balancer = await elbv2LoadBalancer.create(small.context('Balancer'), { Subnets: subnets });
  const properties = { LoadBalancerArn: balancer.physicalId, Port: 80, Protocol: 'HTTP', DefaultActions: notFound };
  await elbv2Listener.create(small.context(), properties);
  await expect(elbv2Listener.create(small.context(), properties)).rejects.toThrow('already exists on this port');
  await expect(elbv2Listener.create(small.context(), { ...properties, Port: 443, Protocol: 'HTTPS' })).rejects.toThrow(
    'A certificate must be specified',
  );
});

test('a hundred environments share a balancer, and one more is refused (T7)', async () => {
  const balancer = await elbv2LoadBalancer.create(small.context('Balancer'), { Subnets: subnets });
  const listener = { LoadBalancerArn: balancer.physicalId, Port: 80, Protocol: 'HTTP', DefaultActions: notFound };
  await elbv2Listener.create(small.context(), listener);
  const add = (name: string) =>
    small.world.balancers.setRules(balancer.physicalId, name, [{ port: 80, hosts: [`${name}.localhost`] }]);
  for (let index = 1; index <= 100; index += 1) {
    add(`e${index}`);
  }
  expect(() => add('e101')).toThrow('maximum number of target groups');
  add('e100');
  small.world.balancers.removeRules('e1');
  add('e101');
});

test('rules of a template are kept by priority on a listener that exists, and go with it', async () => {
  const { balancers } = small.world;
  const balancer = await elbv2LoadBalancer.create(small.context('Balancer'), { Subnets: subnets });
  const listener = await elbv2Listener.create(small.context(), {
    ...{ LoadBalancerArn: balancer.physicalId, Port: 80, Protocol: 'HTTP', DefaultActions: notFound },
  });
  const ListenerArn = listener.physicalId;
  const rule = await elbv2ListenerRule.create(small.context(), { ListenerArn, Priority: 1, Actions: notFound });
  expect(rule.attributes.RuleArn).toMatch(/:listener-rule\/app\/.+\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
  await expect(elbv2ListenerRule.create(small.context(), { ListenerArn, Priority: 1 })).rejects.toThrow(
    "Priority '1' is currently in use",
  );
  await expect(elbv2ListenerRule.create(small.context(), { ListenerArn: `${ListenerArn}0` })).rejects.toThrow(
    'One or more listeners not found',
  );
  const other = await elbv2ListenerRule.create(small.context(), { ListenerArn, Priority: 2 });
  const change = (Priority: number) => elbv2ListenerRule.update(small.context(), other, { ListenerArn, Priority }, {});
  await expect(change(1)).rejects.toThrow("Priority '1' is currently in use");
  await change(3);
  expect(balancers.templateRules(ListenerArn).map(({ priority }) => priority)).toEqual([1, 3]);
  balancers.setRules(balancer.physicalId, 'shop-login--web', [{ port: 80, hosts: ['login.preview.localhost'] }]);
  expect(balancers.rules(ListenerArn)).toMatchObject([{ priority: 4 }]);
  await elbv2ListenerRule.delete(small.context(), other, {});
  balancers.removeRules('shop-login--web');
  await elbv2Listener.delete(small.context(), listener, {});
  expect(balancers.templateRules()).toEqual([]);
});

test('target groups of a template are recorded', async () => {
  const group = await elbv2TargetGroup.create(small.context('Group'), {});
  expect(small.world.balancers.targetGroups()).toHaveLength(1);
  await elbv2TargetGroup.delete(small.context('Group'), group, {});
  expect(small.world.balancers.targetGroups()).toEqual([]);
});
