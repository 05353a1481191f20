import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { autoScalingService } from '../../../lib/local/autoscaling/autoscaling-service';
import { networkService } from '../../../lib/local/ec2/ec2-service';
import {
  type AppWorld,
  ask,
  isAlive,
  never,
  openAppWorld,
  optionsOf,
  requestFor,
  until,
} from '../elastic-beanstalk/app-world';
import { type ServedServices, serveServices } from '../serve-services';

const sizes = (least: number, most: number) => ({
  'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
  'aws:autoscaling:asg/MinSize': `${least}`,
  'aws:autoscaling:asg/MaxSize': `${most}`,
});
let world: AppWorld;
let served: ServedServices;
let client: AutoScalingClient;
let ec2: EC2Client;
let group: string;
beforeEach(async () => {
  // Long enough that a request sees what is under way.
  world = await openAppWorld({ groupStepMs: 300 });
  await world.version('v1');
  await world.beanstalk.createEnvironment(requestFor('shop-web', sizes(1, 2)), never);
  served = await serveServices(autoScalingService(world), networkService(world));
  ec2 = new EC2Client(served.client);
  client = new AutoScalingClient(served.client);
  group = world.beanstalk.groups()[0]?.name ?? '';
});
afterEach(async () => {
  client.destroy();
  ec2.destroy();
  await served.close();
  await world.close();
});

const described = async () => {
  const { AutoScalingGroups = [] } = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] }),
  );
  return AutoScalingGroups[0];
};
const states = async () => ((await described())?.Instances ?? []).map(({ LifecycleState }) => LifecycleState);
const settled = () =>
  until(() => world.beanstalk.instances('shop-web').every(({ lifecycle }) => /^(InService|Standby)$/.test(lifecycle)));
const ids = async () => ((await described())?.Instances ?? []).map(({ InstanceId = '' }) => InstanceId);
const enter = (InstanceIds: string[], ShouldDecrementDesiredCapacity = false) =>
  client.send(new EnterStandbyCommand({ AutoScalingGroupName: group, InstanceIds, ShouldDecrementDesiredCapacity }));
const exit = (InstanceIds: string[]) =>
  client.send(new ExitStandbyCommand({ AutoScalingGroupName: group, InstanceIds }));
const end = (InstanceId: string, ShouldDecrementDesiredCapacity = false) =>
  client.send(new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ShouldDecrementDesiredCapacity }));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing was refused',
    ({ name, message }) => `${name}: ${message}`,
  );

test('one goes into standby with a replacement, and back once the group may be larger', async () => {
  const [id = ''] = await ids();
  expect(await described()).toMatchObject({
    ...{ AutoScalingGroupName: group, MinSize: 1, MaxSize: 2, DesiredCapacity: 1, HealthCheckType: 'EC2' },
    Instances: [{ InstanceId: id, LifecycleState: 'InService', HealthStatus: 'Healthy' }],
  });
  // A repeated id is one instance, with one replacement.
  const { Activities } = await enter([id, id]);
  expect(Activities).toEqual([
    expect.objectContaining({
      ...{ AutoScalingGroupName: group, Description: `Moving EC2 instance to Standby: ${id}`, Progress: 50 },
      Cause: expect.stringMatching(`instance ${id} was moved to standby in response to a user request\\.$`),
    }),
  ]);
  expect(await states()).toEqual(['EnteringStandby', 'Pending']);
  await settled();
  expect(await states()).toEqual(['Standby', 'InService']);
  expect(await described()).toMatchObject({ DesiredCapacity: 1 });

  const back = await exit([id]);
  expect(back.Activities?.[0]).toMatchObject({ StatusCode: 'PreInService', Progress: 30 });
  expect(back.Activities?.[0]?.Cause).toMatch(/moved out of standby .* increasing the capacity from 1 to 2\.$/);
  expect(await states()).toEqual(['Pending', 'InService']);
  await settled();
  expect(await described()).toMatchObject({ DesiredCapacity: 2 });
  const pids = new Set<number>();
  for (const _ of [1, 2]) pids.add((await ask(world.beanstalk.portOf('shop-web'))).pid);
  expect(pids.size).toBe(2);
  expect(await refusal(enter(await ids(), true))).toBe(
    `ValidationError: AutoScalingGroup ${group} has min-size=1, max-size=2, and desired-size=2. To place into standby 2 instances, ` +
      'please update the AutoScalingGroup sizes appropriately.',
  );

  const fewer = await enter([id], true);
  expect(fewer.Activities?.[0]?.Cause).toMatch(/moved to standby .*, shrinking the capacity from 2 to 1\.$/);
  await settled();
  expect(await states()).toEqual(['Standby', 'InService']);
});

test('instances are described by id, in capitals and page by page', async () => {
  const [id = ''] = await ids();
  const describe = (input: object) => client.send(new DescribeAutoScalingInstancesCommand(input));
  await enter([id]);
  await settled();
  expect((await describe({ InstanceIds: [id, 'i-1'] })).AutoScalingInstances).toEqual([
    expect.objectContaining({
      ...{ InstanceId: id, AutoScalingGroupName: group, HealthStatus: 'HEALTHY', LifecycleState: 'Standby' },
    }),
  ]);
  const { AutoScalingInstances = [], NextToken } = await describe({ MaxRecords: 1 });
  const rest = await describe({ MaxRecords: 1, NextToken });
  expect([...AutoScalingInstances, ...(rest.AutoScalingInstances ?? [])].map(({ InstanceId }) => InstanceId)).toEqual(
    await ids(),
  );
  expect(await refusal(describe({ NextToken: 'not given' }))).toMatch(/^InvalidNextToken/);
  expect(
    (await client.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['other'] }))).AutoScalingGroups,
  ).toEqual([]);
});

test('what a group cannot do is refused in the words of AWS, and nothing is changed', async () => {
  const [id = ''] = await ids();
  expect(await refusal(enter([]))).toBe('ValidationError: The request must contain at least one instance ID.');
  expect(await refusal(exit([id]))).toBe(`ValidationError: The instance ${id} is not in Standby.`);
  expect(await refusal(enter(['i-1']))).toBe(
    `ValidationError: The instance i-1 is not part of Auto Scaling group ${group}.`,
  );
  expect(await refusal(end('i-1'))).toBe(
    'ValidationError: Instance Id not found - No managed instance found for instance ID: i-1',
  );
  expect(await refusal(end(id, true))).toMatch(/^ValidationError: Currently, desiredSize equals minSize \(1\)\./);
  const other = new EnterStandbyCommand({ AutoScalingGroupName: 'other', ShouldDecrementDesiredCapacity: false });
  expect(await refusal(client.send(other))).toBe(
    'ValidationError: AutoScalingGroup name not found - AutoScalingGroup other not found',
  );
  expect(await states()).toEqual(['InService']);

  const restart = world.beanstalk.beginRestart('shop-web');
  expect(await refusal(enter([id]))).toMatch(/^ResourceContentionFault: You already have a pending update/);
  await restart.done;
});

test('one that ends gets a replacement, and not twice', async () => {
  const [id = ''] = await ids();
  const { pid } = await ask(world.beanstalk.portOf('shop-web'));
  const { Activity } = await end(id);
  expect(Activity?.Cause).toMatch(`instance ${id} was taken out of service in response to a user request.`);
  expect(await refusal(end(id))).toBe(
    `ScalingActivityInProgressFault: Activity ${Activity?.ActivityId} is in progress.`,
  );
  expect(await states()).toEqual(['Terminating', 'Pending']);
  await until(() => !isAlive(pid));
  await settled();
  expect(await states()).toEqual(['InService']);
  await world.beanstalk.updateEnvironment('shop-web', { options: optionsOf(sizes(2, 2)) }, never);
  const [second = ''] = await ids();
  expect(await refusal(end(second, true))).toMatch(/minSize \(2\)/);
});

const kill = (...InstanceIds: string[]) => ec2.send(new TerminateInstancesCommand({ InstanceIds }));

test('EC2 ends one in service, which is replaced, and one in standby, which stays until it shall serve again', async () => {
  const [first = ''] = await ids();
  const { pid } = await ask(world.beanstalk.portOf('shop-web'));
  expect((await kill(first)).TerminatingInstances).toEqual([
    {
      ...{ InstanceId: first, CurrentState: { Code: 32, Name: 'shutting-down' } },
      PreviousState: { Code: 16, Name: 'running' },
    },
  ]);
  await until(() => world.beanstalk.machineState(first) === undefined && !isAlive(pid));
  await settled();
  const [held = '', more] = await ids();
  expect([held, more]).toEqual([expect.not.stringMatching(first), undefined]);

  await enter([held]);
  await settled();
  const aside = world.beanstalk.instance(held)?.pid ?? 0;
  await kill(held);
  await until(() => !isAlive(aside));
  expect((await described())?.Instances?.[0]).toMatchObject({
    ...{ InstanceId: held, LifecycleState: 'Standby', HealthStatus: 'Healthy' },
  });
  expect(world.beanstalk.instance(held)).toBeUndefined();
  expect((await kill(held)).TerminatingInstances?.[0]?.PreviousState?.Name).toBe('terminated');

  await exit([held]);
  await until(() => world.beanstalk.machineState(held) === undefined);
  await settled();
  expect(await states()).toEqual(['InService', 'InService']);
  expect(world.beanstalk.environment('shop-web')?.health.colour).toBe('Green');
  expect(await refusal(kill(more ?? 'i-1'))).toBe("InvalidInstanceID.NotFound: The instance ID 'i-1' does not exist");
});

test('on demand the machine of one that comes into standby ends', async () => {
  const [id = ''] = await ids();
  world.faults.add({ kind: 'instance-dies', match: 'other-web' });
  world.faults.add({ kind: 'instance-dies', match: id, times: 1 });
  await enter([id]);
  await settled();
  await until(() => world.beanstalk.machineState(id) === 'terminated');
  expect(await states()).toEqual(['Standby', 'InService']);
  await end(id);
  await until(() => world.beanstalk.instances('shop-web').length === 1);
  expect(await states()).toEqual(['InService']);
});
