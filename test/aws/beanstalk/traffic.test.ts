import { AwsTraffic } from '../../../lib/aws/beanstalk/traffic';
import { failure } from '../../deploy/deploy-world';
import { oddAws } from '../odd-aws';
import { type Answer, queryError } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;
const traffic = () => new AwsTraffic(aws.clients);
const span = { from: new Date('2026-11-24T07:02:00Z'), to: new Date('2026-11-24T12:00:00Z') };
const group = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/awseb-AWSEB-1/fedcba9876543210';

const answerOf = (operation: string, inner: string): Answer => ({
  body: `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`,
});
const resources = answerOf(
  'DescribeEnvironmentResources',
  `<EnvironmentResources><AutoScalingGroups><member><Name>awseb-e-1-group</Name></member></AutoScalingGroups></EnvironmentResources>`,
);
const groupWith = (arns: string) =>
  answerOf(
    'DescribeAutoScalingGroups',
    `<AutoScalingGroups><member><TargetGroupARNs>${arns}</TargetGroupARNs></member></AutoScalingGroups>`,
  );
const groups = groupWith(`<member>${group}</member>`);
/** Answers both protocols: CloudWatch's is JSON. */
function say(metrics: Answer, more: Readonly<Record<string, Answer>> = {}): void {
  const answers: Readonly<Record<string, Answer>> = {
    ...{ DescribeEnvironmentResources: resources, DescribeAutoScalingGroups: groups, ...more },
  };
  odd.reply = ({ body }) => (body.startsWith('{') ? metrics : answers[new URLSearchParams(body).get('Action') ?? '']);
}
const points = (results: readonly object[]): Answer => ({
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ MetricDataResults: results }),
});

test('requests are those of the target group behind its balancer, by five minutes', async () => {
  const at = Date.parse('2026-11-24T10:00:00Z') / 1000;
  say(points([{ Id: 'g0', Timestamps: [at, at - 300], Values: [3, 0] }]));
  expect(await traffic().requests(['shop-login--web'], span)).toEqual({
    known: true,
    counted: [{ from: new Date('2026-11-24T10:00:00Z'), to: new Date('2026-11-24T10:05:00Z'), requests: 3 }],
  });
  const asked = JSON.parse(odd.bodies.find((body) => body.startsWith('{')) ?? '{}');
  expect(asked).toMatchObject({ StartTime: Date.parse('2026-11-24T07:00:00Z') / 1000 });
  expect(asked.MetricDataQueries[0].MetricStat).toEqual({
    Metric: {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCountPerTarget',
      Dimensions: [{ Name: 'TargetGroup', Value: 'targetgroup/awseb-AWSEB-1/fedcba9876543210' }],
    },
    Period: 300,
    Stat: 'Sum',
  });
});

test('where there is no target group nothing is known', async () => {
  const unknown = { known: false, because: 'it has no target group of a balancer' };
  say(points([]), { DescribeAutoScalingGroups: groupWith('') });
  expect(await traffic().requests(['shop-login--web'], span)).toEqual(unknown);
  const missing = queryError(400, 'InvalidParameterValue', 'No Environment found for x.');
  say(points([]), { DescribeEnvironmentResources: missing });
  expect(await traffic().requests(['shop-login--web'], span)).toEqual(unknown);
});

test('without the right nothing is known, and any other failure is one', async () => {
  const json = (status: number, code: string, message: string): Answer => ({
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: code, message }),
  });
  say(json(400, 'AccessDeniedException', 'User: x is not authorized to perform: cloudwatch:GetMetricData'));
  expect(await traffic().requests(['shop-login--web'], span)).toMatchObject({
    known: false,
    because: expect.stringContaining('cloudwatch:GetMetricData'),
  });
  say(json(500, 'InternalServiceFault', 'try again'));
  expect(await failure(traffic().requests(['shop-login--web'], span))).toMatchObject({ fault: 'world' });
});
