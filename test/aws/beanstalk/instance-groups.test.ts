import { AwsInstanceGroups } from '../../../lib/aws/beanstalk/instance-groups';
import { failure } from '../../deploy/deploy-world';
import { oddAws } from '../odd-aws';
import { type Answer, queryError } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;
const id = 'i-0123456789abcdef0';
const groups = () => new AwsInstanceGroups(aws.clients);

/** Answers each operation of the query protocol. */
function say(answers: Readonly<Record<string, Answer>>): void {
  odd.reply = ({ body }) => answers[new URLSearchParams(body).get('Action') ?? ''];
}

const answerOf = (operation: string, inner: string): Answer => ({
  body: `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`,
});
const named = answerOf(
  'DescribeEnvironmentResources',
  '<EnvironmentResources><AutoScalingGroups><member><Name>awseb-e-1-group</Name></member></AutoScalingGroups></EnvironmentResources>',
);
const member = `<member><InstanceId>${id}</InstanceId><LifecycleState>Standby</LifecycleState></member>`;
const described = answerOf(
  'DescribeAutoScalingGroups',
  `<AutoScalingGroups><member><Instances>${member}</Instances></member></AutoScalingGroups>`,
);
const asked = () => odd.bodies.map((body) => Object.fromEntries(new URLSearchParams(body)));

test('those that Beanstalk calls Ok or Info are well', async () => {
  say({
    DescribeEnvironmentResources: named,
    DescribeAutoScalingGroups: described,
    DescribeEnvironmentHealth: answerOf(
      'DescribeEnvironmentHealth',
      '<InstancesHealth><Ok>2</Ok><Info>1</Info><Warning>4</Warning><Pending>8</Pending></InstancesHealth>',
    ),
  });
  expect(await groups().find('shop-login--web')).toEqual({
    ...{ name: 'awseb-e-1-group', instances: [{ id, lifecycle: 'Standby' }], well: 3 },
  });
});

test('none is well where Beanstalk does not say, and there is no group without an environment', async () => {
  const unready = queryError(400, 'InvalidRequestException', 'The environment is not ready');
  say({
    ...{ DescribeEnvironmentResources: named, DescribeAutoScalingGroups: described },
    DescribeEnvironmentHealth: unready,
  });
  expect(await groups().find('shop-login--web')).toMatchObject({ well: 0 });
  say({ DescribeEnvironmentResources: queryError(400, 'InvalidParameterValue', 'No Environment found for x.') });
  expect(await groups().find('x')).toBeUndefined();
});

test('neither standing by nor ending makes the group smaller', async () => {
  say({});
  odd.say({ body: '<EnterStandbyResponse/>' });
  await groups().standBy('awseb-e-1-group', id);
  await groups().end(id);
  expect(asked()).toMatchObject([
    {
      ...{ Action: 'EnterStandby', AutoScalingGroupName: 'awseb-e-1-group', 'InstanceIds.member.1': id },
      ShouldDecrementDesiredCapacity: 'false',
    },
    {
      ...{ Action: 'TerminateInstanceInAutoScalingGroup', InstanceId: id },
      ShouldDecrementDesiredCapacity: 'false',
    },
  ]);
});

test.each([
  ['group-busy', 'ResourceContention', 'You already have a pending update'],
  ['group-busy', 'ScalingActivityInProgress', 'The group is scaling'],
  ['instance-gone', 'ValidationError', `The instance ${id} is not in InService.`],
  ['instance-gone', 'ValidationError', `The instance ${id} is not part of Auto Scaling group awseb-e-1-group.`],
  ['instance-gone', 'ValidationError', `Instance Id not found - No managed instance found for instance ID: ${id}`],
])('is %s where Auto Scaling says %s: %s', async (code, name, message) => {
  odd.say(queryError(400, name, message));
  expect(await failure(groups().standBy('awseb-e-1-group', id))).toMatchObject({ code });
  expect(await failure(groups().end(id))).toMatchObject({ code });
});

test('any other refusal stays what it is', async () => {
  odd.say(queryError(403, 'AccessDenied', 'User is not authorized to perform: autoscaling:EnterStandby'));
  expect(await failure(groups().standBy('awseb-e-1-group', id))).toMatchObject({ code: 'access-denied' });
});
