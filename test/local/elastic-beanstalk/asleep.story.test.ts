import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { healthOperations } from '../../../lib/local/elastic-beanstalk/wire/health-operations';
import { resolveHost } from '../../../lib/local/hosts';
import { type AppWorld, appFiles, ask, isAlive, never, openAppWorld, optionsOf, requestFor, until } from './app-world';

const balanced = { 'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced' };
const sizes = (size: number) => ({
  options: optionsOf({ 'aws:autoscaling:asg/MinSize': `${size}`, 'aws:autoscaling:asg/MaxSize': `${size}` }),
});
let world: AppWorld;
const scale = (size: number, name = 'shop-web') => world.beanstalk.updateEnvironment(name, sizes(size), never);
const record = () => world.beanstalk.environment('shop-web');

describe('an environment of zero instances', () => {
  let pid = 0;
  beforeAll(async () => {
    world = await openAppWorld();
    await world.version('v1');
    await world.version('v2', { ...appFiles, 'second.txt': '' });
    await world.beanstalk.createEnvironment(requestFor('shop-web', balanced), never);
    ({ pid } = await ask(world.beanstalk.portOf('shop-web')));
    await scale(0);
  });
  afterAll(() => world.close());

  test('is Ready and Grey without data, and no process of it runs', () => {
    expect(isAlive(pid)).toBe(false);
    expect(record()).toMatchObject({
      ...{ status: 'Ready', health: { colour: 'Grey', status: 'No Data' }, versionLabel: 'v1', instances: [] },
    });
    expect(world.beanstalk.instances('shop-web')).toEqual([]);
  });

  test('has a host that answers 503, as a balancer without targets does', () => {
    expect(resolveHost(world, record()?.endpointUrl ?? '')).toEqual({
      ...{ status: 503, message: 'The environment shop-web has no instances.', balanced: 'shop-web' },
    });
  });

  test('says in its events what became of its health', () => {
    const messages = world.beanstalk.events().map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringMatching(/^Removed instance \[i-/));
    expect(messages).toContain('Environment health has transitioned from Ok to No Data.');
  });

  test('takes a new version without running it, and starts with that one', async () => {
    await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'v2' }, never);
    expect(record()).toMatchObject({ versionLabel: 'v2', instances: [] });
    await scale(1);
    expect(record()).toMatchObject({ versionLabel: 'v2', health: { colour: 'Green' } });
    expect((await ask(world.beanstalk.portOf('shop-web'))).folder).toContain('releases');
  });

  test('is shown by DescribeEnvironmentHealth and DescribeEnvironmentResources', async () => {
    await scale(0);
    const operations = healthOperations(world as unknown as Parameters<typeof healthOperations>[0]);
    const params = { text: (name: string) => (name === 'EnvironmentName' ? 'shop-web' : undefined) };
    const answer = async (name: string) => operations[name]?.(params as never, { region: world.region } as never);
    expect(await answer('DescribeEnvironmentHealth')).toMatchObject({
      ...{ Color: 'Grey', HealthStatus: 'No Data', Status: 'Ready', InstancesHealth: { NoData: 0, Ok: 0 } },
    });
    expect(await answer('DescribeEnvironmentResources')).toMatchObject({ EnvironmentResources: { Instances: [] } });
  });
});

test('a worker of zero instances leaves messages where they are until it has one', async () => {
  world = await openAppWorld();
  await world.version('v1');
  const queue = world.queues.create({ name: 'jobs', region: world.region });
  const url = { 'aws:elasticbeanstalk:sqsd/WorkerQueueURL': queue.url };
  await world.beanstalk.createEnvironment({ ...requestFor('jobs', { ...balanced, ...url }), tier: 'Worker' }, never);
  await scale(0, 'jobs');
  world.queues.send(queue.name, 'waits');
  expect(await world.queues.receive(queue.name, { most: 1, visibility: 0 })).toMatchObject([{ body: 'waits' }]);
  await scale(1, 'jobs');
  await until(() => world.queues.counts(queue.name).visible + world.queues.counts(queue.name).hidden === 0);
  expect(world.beanstalk.environment('jobs')?.health.colour).toBe('Green');
  await world.close();
});

test('one that sleeps still sleeps when the endpoint starts again, and wakes then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asleep-'));
  const bundles = new Map<string, Buffer>();
  world = await openAppWorld({ folder, bundles });
  await world.version('v1');
  await world.beanstalk.createEnvironment(requestFor('shop-web', balanced), never);
  await scale(0);
  await world.close();
  world = await openAppWorld({ folder, bundles });
  await world.beanstalk.resume();
  expect(record()).toMatchObject({ status: 'Ready', versionLabel: 'v1', health: { status: 'No Data' }, instances: [] });
  await scale(1);
  expect(record()?.health.colour).toBe('Green');
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
