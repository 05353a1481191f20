import { AwsTraffic } from '../../../lib/aws/beanstalk/traffic';
import { awsClients } from '../../../lib/aws/clients';
import { autoScalingService } from '../../../lib/local/autoscaling/autoscaling-service';
import { cloudWatchService } from '../../../lib/local/cloudwatch/cloudwatch-service';
import { MetricCounts } from '../../../lib/local/cloudwatch/metric-counts';
import { countRequest } from '../../../lib/local/count-request';
import { beanstalkService } from '../../../lib/local/elastic-beanstalk/wire/elastic-beanstalk-service';
import { pointSdkAt } from '../../aws/aws-environment';
import { FakeTraffic } from '../../fakes/fake-traffic';
import { type AppWorld, never, openAppWorld, requestFor } from '../../local/elastic-beanstalk/app-world';
import { type ServedServices, serveServices } from '../../local/serve-services';
import { describeTrafficContract } from './traffic.contract';

const environmentName = 'shop-login-page--web';
let time = Date.parse('2026-11-24T07:02:00Z');
const shared = {
  environmentName,
  now: () => new Date(time),
  later: (milliseconds: number) => {
    time += milliseconds;
  },
};

describeTrafficContract('the fake', async () => {
  const traffic = new FakeTraffic();
  return { ...shared, traffic, visit: async () => traffic.visit(environmentName, shared.now()) };
});

describe('over the endpoint', () => {
  let world: AppWorld;
  let served: ServedServices;
  let clients: ReturnType<typeof awsClients>;
  let metricCounts: MetricCounts;
  beforeAll(async () => {
    world = await openAppWorld({ now: () => time });
    metricCounts = new MetricCounts(world.journal);
    await world.version('v1');
    const { arn } = world.balancers.createBalancer({
      ...{ region: world.region, scheme: 'internet-facing', subnets: ['subnet-1', 'subnet-2'], securityGroups: [] },
    });
    world.balancers.createListener(arn, { port: 80, protocol: 'HTTP' });
    const behind = {
      'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
      'aws:elasticbeanstalk:environment/LoadBalancerType': 'application',
      'aws:elasticbeanstalk:environment/LoadBalancerIsShared': 'true',
      'aws:elbv2:loadbalancer/SharedLoadBalancer': arn,
    };
    await world.beanstalk.createEnvironment(requestFor(environmentName, behind), never);
    served = await serveServices(
      beanstalkService({ ...world, s3: {} as never }),
      autoScalingService(world),
      cloudWatchService({ metricCounts }),
    );
    pointSdkAt(served.endpoint);
    clients = awsClients({ region: world.region, maxAttempts: 1 });
  });
  afterAll(async () => {
    clients.close();
    await served.close();
    await world.close();
  });

  describeTrafficContract('AWS', async () => ({
    ...{ ...shared, traffic: new AwsTraffic(clients) },
    visit: async () => countRequest({ ...world, metricCounts }, environmentName),
  }));

  test('an environment that is not there has no target group', async () => {
    const span = { from: new Date(time - 60_000), to: new Date(time) };
    expect(await new AwsTraffic(clients).requests(['shop-gone--web'], span)).toEqual({
      ...{ known: false, because: 'it has no target group of a balancer' },
    });
  });
});
