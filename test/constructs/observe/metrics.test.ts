import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Database, Service, type ServiceProps, SharedBalancer } from '../../../lib/index';
import { place, platformArn, subnetIds } from '../examples/place';

const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-metrics-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const { vpcId } = place;
const props: ServiceProps = {
  ...place,
  ...{ name: 'web', environmentName: 'shop-web' },
  release: { bundleKey: 'shop/web.zip', platformArn },
  route: { kind: 'load-balancer', scheme: 'http', cidrs: ['203.0.113.0/24'] },
};

interface Measured {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Period: number;
  readonly Stat: string;
}

interface AlarmMetric {
  readonly Id: string;
  readonly Label?: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: Omit<Measured, 'Namespace' | 'MetricName' | 'Dimensions'> & { readonly Metric: Measured };
}

/** What CloudFormation gets for an alarm of each metric, and the whole template. */
function alarmsOf(build: (stack: Stack) => readonly (Metric | MathExpression)[], name: string) {
  const stack = new Stack(new App({ outdir: join(outdir, name) }), 'Shop');
  for (const [index, metric] of build(stack).entries()) {
    metric.createAlarm(stack, `Alarm${index}`, { threshold: 1, evaluationPeriods: 1 });
  }
  const template = Template.fromStack(stack);
  const found = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  const metrics = found.map(({ Properties }) => (Properties.Metrics ?? [Properties]) as readonly AlarmMetric[]);
  return { template, metrics, alarms: metrics.map(([first]) => measured(first)) };
}

/** A metric with a label is given as a list of one, and another one flat. */
function measured(one: AlarmMetric | undefined): Measured | undefined {
  if (one?.MetricStat === undefined) return one as unknown as Measured | undefined;
  const { Metric: metric, ...statistic } = one.MetricStat;
  return { ...metric, ...statistic };
}

const environmentOf = (template: Template) =>
  Object.keys(template.findResources('AWS::ElasticBeanstalk::Environment'))[0];

function published(template: Template): unknown {
  const [environment] = Object.values(template.findResources('AWS::ElasticBeanstalk::Environment'));
  const options = environment?.Properties.OptionSettings as { OptionName: string; Value: string }[];
  const document = options.find(({ OptionName }) => OptionName === 'ConfigDocument')?.Value;
  return document === undefined ? undefined : JSON.parse(document);
}

describe('the metrics of a service', () => {
  test('are those of its environment, each with a statistic that says something', () => {
    const { alarms, template } = alarmsOf((stack) => {
      const web = new Service(stack, 'Web', props);
      return [
        ...[web.metricHealth(), web.metricRequests(), web.metricServerErrors(), web.metricLatencyP95()],
        web.metric('InstancesOk'),
      ];
    }, 'service');
    expect(alarms.map((alarm) => [alarm?.MetricName, alarm?.Stat])).toEqual([
      ['EnvironmentHealth', 'Maximum'],
      ['ApplicationRequestsTotal', 'Sum'],
      ['ApplicationRequests5xx', 'Sum'],
      ['ApplicationLatencyP95', 'Average'],
      ['InstancesOk', undefined],
    ]);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ Namespace: 'AWS/ElasticBeanstalk', Period: 300 });
      expect(alarm?.Dimensions).toEqual([{ Name: 'EnvironmentName', Value: { Ref: environmentOf(template) } }]);
    }
  });

  test('are published once they are asked for, and not before, for they cost', () => {
    const none = alarmsOf((stack) => [new Service(stack, 'Web', props).metricHealth()], 'unpublished');
    expect(published(none.template)).toBeUndefined();
    const some = alarmsOf((stack) => {
      const web = new Service(stack, 'Web', props);
      return [web.metricServerErrorPercent(), web.metricUnhealthyInstances()];
    }, 'published');
    expect(published(some.template)).toEqual({
      CloudWatchMetrics: {
        Environment: {
          ApplicationRequests5xx: 60,
          ApplicationRequestsTotal: 60,
          InstancesDegraded: 60,
          InstancesSevere: 60,
        },
        Instance: {},
      },
      Version: 1,
    });
  });

  test('have the share of server errors as one expression over two of them', () => {
    const { metrics } = alarmsOf((stack) => {
      const web = new Service(stack, 'Web', props);
      return [web.metricServerErrorPercent({ period: Duration.minutes(1) })];
    }, 'share');
    expect(metrics[0]).toEqual([
      expect.objectContaining({ Expression: 'IF(requests > 0, 100 * FILL(errors, 0) / requests, 0)' }),
      expect.objectContaining({
        Id: 'requests',
        MetricStat: expect.objectContaining({ Period: 60, Stat: 'Sum' }),
        ReturnData: false,
      }),
      expect.objectContaining({ Id: 'errors', MetricStat: expect.objectContaining({ Period: 60, Stat: 'Sum' }) }),
    ]);
  });

  test('let every default be overridden', () => {
    const { alarms } = alarmsOf((stack) => {
      const web = new Service(stack, 'Web', props);
      return [web.metricLatencyP95({ statistic: 'Maximum', period: Duration.minutes(1) })];
    }, 'overridden');
    expect(alarms[0]).toMatchObject({ Stat: 'Maximum', Period: 60 });
  });

  test('have the CPU of an Auto Scaling group whose name one knows', () => {
    const { alarms, template } = alarmsOf(
      (stack) => [new Service(stack, 'Web', props).metricCPUUtilization('awseb-e-abc-stack-Group-1A')],
      'cpu',
    );
    expect(alarms[0]).toMatchObject({
      ...{ Namespace: 'AWS/EC2', MetricName: 'CPUUtilization' },
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'awseb-e-abc-stack-Group-1A' }],
    });
    expect(published(template)).toBeUndefined();
  });
});

test('the metrics of a database are those of its instance', () => {
  const { alarms, template } = alarmsOf((stack) => {
    const database = new Database(stack, 'Database', { vpcId, subnetIds });
    return [
      ...[database.metricCPUUtilization(), database.metricDatabaseConnections(), database.metricFreeStorageSpace()],
      database.metric('ReadLatency'),
    ];
  }, 'database');
  const [instance] = Object.keys(template.findResources('AWS::RDS::DBInstance'));
  const dimensions = [{ Name: 'DBInstanceIdentifier', Value: { Ref: instance } }];
  expect(alarms).toMatchObject([
    { MetricName: 'CPUUtilization', Namespace: 'AWS/RDS', Stat: 'Average', Dimensions: dimensions },
    { MetricName: 'DatabaseConnections', Stat: 'Maximum', Dimensions: dimensions },
    { MetricName: 'FreeStorageSpace', Stat: 'Minimum', Dimensions: dimensions },
    { MetricName: 'ReadLatency', Statistic: 'Average', Dimensions: dimensions },
  ]);
});

test('the metrics of a queue are those of itself and of its dead-letter queue', () => {
  const { alarms, template } = alarmsOf((stack) => {
    const { queue } = new Service(stack, 'Jobs', { ...props, route: { kind: 'worker' } });
    if (!queue) throw new Error('a worker without a queue');
    return [
      queue.metricApproximateAgeOfOldestMessage(),
      queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricDeadLetters(),
      queue.metric('NumberOfMessagesSent'),
    ];
  }, 'queue');
  const ids = Object.keys(template.findResources('AWS::SQS::Queue'));
  const nameOf = (part: string) => [
    { Name: 'QueueName', Value: { 'Fn::GetAtt': [ids.find((id) => id.startsWith(part)), 'QueueName'] } },
  ];
  expect(alarms).toMatchObject([
    { MetricName: 'ApproximateAgeOfOldestMessage', Namespace: 'AWS/SQS', Dimensions: nameOf('JobsQueue9') },
    { MetricName: 'ApproximateNumberOfMessagesVisible', Stat: 'Maximum', Dimensions: nameOf('JobsQueue9') },
    { MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: nameOf('JobsQueueDeadLetters') },
    { MetricName: 'NumberOfMessagesSent', Statistic: 'Average', Dimensions: nameOf('JobsQueue9') },
  ]);
});

test('the metrics of a shared balancer are those of all that is behind it', () => {
  const { alarms, template } = alarmsOf((stack) => {
    const shared = new SharedBalancer(stack, 'Shared', {
      ...{ vpcId, subnetIds, cidrs: ['0.0.0.0/0'], schemes: ['http'], certificateArns: [] },
    });
    return [shared.metricRequestCount(), shared.metricTargetServerErrors(), shared.metricTargetResponseTime()];
  }, 'balancer');
  const [balancer] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
  const value = { 'Fn::GetAtt': [balancer, 'LoadBalancerFullName'] };
  expect(alarms).toMatchObject([
    { MetricName: 'RequestCount', Stat: 'Sum', Namespace: 'AWS/ApplicationELB' },
    { MetricName: 'HTTPCode_Target_5XX_Count', Stat: 'Sum' },
    { MetricName: 'TargetResponseTime', Stat: 'p95' },
  ]);
  for (const alarm of alarms) expect(alarm?.Dimensions).toEqual([{ Name: 'LoadBalancer', Value: value }]);
});

/** What a metric is called and by what it is found, whatever the value of that is. */
const nameOf = ({ namespace, metricName, dimensions = {} }: Metric) => [
  namespace,
  metricName,
  ...Object.keys(dimensions),
];

test('metrics of AWS by the same methods are called like those of the CDK', () => {
  const stack = new Stack(new App({ outdir: join(outdir, 'cdk') }), 'Shop');
  const database = new Database(stack, 'Database', { vpcId, subnetIds });
  const instance = new DatabaseInstance(stack, 'Other', {
    engine: DatabaseInstanceEngine.POSTGRES,
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId,
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      privateSubnetIds: subnetIds,
    }),
  });
  expect(nameOf(database.metricCPUUtilization())).toEqual(nameOf(instance.metricCPUUtilization()));
  expect(nameOf(database.metricDatabaseConnections())).toEqual(nameOf(instance.metricDatabaseConnections()));
  expect(nameOf(database.metricFreeStorageSpace())).toEqual(nameOf(instance.metricFreeStorageSpace()));
  const { queue } = new Service(stack, 'Jobs', { ...props, route: { kind: 'worker' } });
  const other = new Queue(stack, 'Queue');
  for (const name of ['metricApproximateAgeOfOldestMessage', 'metricApproximateNumberOfMessagesVisible'] as const) {
    expect(queue && nameOf(queue[name]())).toEqual(nameOf(other[name]()));
  }
  const shared = new SharedBalancer(stack, 'Shared', {
    ...{ vpcId, subnetIds, cidrs: ['0.0.0.0/0'], schemes: ['http'], certificateArns: [] },
  });
  const { metrics } = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/0123456789abcdef',
    securityGroupId: 'sg-0123456789abcdef0',
  });
  expect(nameOf(shared.metricRequestCount())).toEqual(nameOf(metrics.requestCount()));
  expect(nameOf(shared.metricTargetResponseTime())).toEqual(nameOf(metrics.targetResponseTime()));
  expect(nameOf(shared.metricTargetServerErrors())).toEqual(
    nameOf(metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT)),
  );
});
