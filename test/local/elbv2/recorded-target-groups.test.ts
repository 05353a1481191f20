import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { balancersService } from '../../../lib/local/elbv2/elbv2-service';
import { elbv2TargetGroup } from '../../../lib/local/elbv2/recorded-types';
import { serveServices } from '../serve-services';
import { smallWorld } from '../small-world';

// awscli 1.45.11, examples/elbv2/describe-target-groups.rst.
test('O14 a target group shows port, protocol, VPC and health check, with AWS’s defaults', async () => {
  const small = smallWorld();
  const served = await serveServices(balancersService({ balancers: small.world.balancers }));
  const client = new ElasticLoadBalancingV2Client(served.client);
  const shown = async () => (await client.send(new DescribeTargetGroupsCommand({}))).TargetGroups?.[0];
  const VpcId = small.world.network.vpcs()[0]?.vpcId;
  const state = await elbv2TargetGroup.create(small.context(), { Name: 'my-targets', VpcId });
  expect(await shown()).toEqual({
    TargetGroupArn: state.physicalId,
    TargetGroupName: 'my-targets',
    Protocol: 'HTTP',
    Port: 80,
    VpcId,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: 30,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    HealthCheckPath: '/',
    Matcher: { HttpCode: '200' },
    LoadBalancerArns: [],
    TargetType: 'instance',
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  });
  const next = { Name: 'my-targets', VpcId, Port: 8080, HealthCheckPath: '/health' };
  await elbv2TargetGroup.update(small.context(), state, next, {});
  expect(await shown()).toMatchObject({ Port: 8080, HealthCheckPath: '/health' });
  client.destroy();
  await served.close();
  await small.close();
});
