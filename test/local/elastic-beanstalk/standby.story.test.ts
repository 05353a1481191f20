import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppWorld, appFiles, ask, isAlive, never, openAppWorld, optionsOf, requestFor, until } from './app-world';
import { zipOf } from './zip-of';

const balanced = (size: number) => ({
  'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
  'aws:autoscaling:asg/MinSize': `${size}`,
  'aws:autoscaling:asg/MaxSize': `${size}`,
});
let world: AppWorld;
beforeEach(async () => {
  world = await openAppWorld();
  await world.version('v1');
});
afterEach(() => world.close());

const create = (size: number) => world.beanstalk.createEnvironment(requestFor('shop-web', balanced(size)), never);
const scale = (size: number) =>
  world.beanstalk.updateEnvironment('shop-web', { options: optionsOf(balanced(size)) }, never);
const group = () => {
  const [found] = world.beanstalk.groups();
  if (!found) throw new Error('The environment has no group');
  return found;
};
const states = () => group().instances.map(({ lifecycle }) => lifecycle);
const settled = () => until(() => states().every((one) => one === 'InService' || one === 'Standby'));

test('the process of one in standby goes on, another serves, and its end brings no further one', async () => {
  await create(1);
  const [first] = group().instances;
  const { pid } = await ask(world.beanstalk.portOf('shop-web'));
  group().standBy([first?.id ?? ''], false);
  expect(states()).toEqual(['EnteringStandby', 'Pending']);
  expect(world.beanstalk.portOf('shop-web')).toBeUndefined();
  await settled();
  expect(states()).toEqual(['Standby', 'InService']);
  expect(isAlive(pid)).toBe(true);
  expect((await ask(world.beanstalk.portOf('shop-web'))).pid).not.toBe(pid);
  expect(() => group().leaveStandby([first?.id ?? ''])).toThrow(/max-size=1, and desired-size=1/);

  await world.version('v2', { ...appFiles, 'second.txt': '' });
  await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'v2' }, never);
  expect(group().instances.map(({ lifecycle }) => lifecycle)).toEqual(['Standby', 'InService']);
  expect(world.beanstalk.instances('shop-web').map(({ versionLabel }) => versionLabel)).toEqual(['v1', 'v2']);
  expect(isAlive(pid)).toBe(true);

  group().end(first?.id ?? '', false);
  await until(() => states().length === 1);
  expect(isAlive(pid)).toBe(false);
  expect(states()).toEqual(['InService']);
});

test('a group that would have too few, or does not know an instance, refuses and changes nothing', async () => {
  await create(1);
  const { id = '' } = group().instances[0] ?? {};
  expect(() => group().standBy([id], true)).toThrow(
    'min-size=1, max-size=1, and desired-size=1. To place into standby 1 instance, please update',
  );
  expect(() => group().end(id, true)).toThrow('Currently, desiredSize equals minSize (1).');
  expect(() => group().standBy(['i-1'], false)).toThrow('The instance i-1 is not part of Auto Scaling group awseb-e-');
  expect(states()).toEqual(['InService']);
});

test('growing, standing by and shrinking drop none of the requests, and restart no app', async () => {
  await create(1);
  const { pid } = await ask(world.beanstalk.portOf('shop-web'));
  let isOver = false;
  let answered = 0;
  const failed: unknown[] = [];
  const asking = (async () => {
    while (!isOver || answered < 1000) {
      await ask(world.beanstalk.portOf('shop-web')).then(
        () => (answered += 1),
        (error) => failed.push(error),
      );
    }
  })();
  await scale(2);
  expect(isAlive(pid)).toBe(true);
  group().standBy([group().instances[1]?.id ?? ''], false);
  await settled();
  await scale(1);
  isOver = true;
  await asking;
  expect(failed).toEqual([]);
  expect(isAlive(pid)).toBe(true);
  expect(states()).toEqual(['InService', 'Standby']);
});

test('a long request that is under way when its instance goes into standby is answered', async () => {
  await create(1);
  const port = world.beanstalk.portOf('shop-web');
  const { pid } = await ask(port);
  const slow = ask(port, '/slow');
  group().standBy([group().instances[0]?.id ?? ''], false);
  await until(() => states()[0] === 'Standby');
  expect((await slow).pid).toBe(pid);
});

test('a replacement whose app does not start is in service and red, and a restart puts it right', async () => {
  await create(1);
  const [first] = group().instances;
  // What a machine starts from is as broken as it can be; the one that runs has it already.
  const good = world.bundles.get('v1') ?? Buffer.alloc(0);
  world.bundles.set('v1', Buffer.from('no bundle'));
  group().standBy([first?.id ?? ''], false);
  await settled();
  expect(states()).toEqual(['Standby', 'InService']);
  expect(world.beanstalk.environment('shop-web')?.health).toMatchObject({
    ...{ colour: 'Red', causes: [expect.stringMatching(/^Instance deployment failed: /)] },
  });
  expect(world.beanstalk.events().map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^\[Instance: .*\] Instance deployment failed\. /),
  );
  world.bundles.set('v1', good);
  await world.beanstalk.beginRestart('shop-web').done;
  expect(world.beanstalk.environment('shop-web')?.health.colour).toBe('Green');
});

test('giving up an update gives up the replacement that it waits for', async () => {
  await create(1);
  // Healthy never: it would be waited for until the deadline.
  world.bundles.set('v1', await zipOf({ ...appFiles, 'server.js': 'setInterval(() => undefined, 1000)' }));
  group().standBy([group().instances[0]?.id ?? ''], false);
  const abort = new AbortController();
  const update = world.beanstalk.updateEnvironment('shop-web', { options: optionsOf(balanced(2)) }, abort.signal);
  const began = Date.now();
  abort.abort();
  await expect(update).rejects.toMatchObject({ code: 'Cancelled' });
  expect(Date.now() - began).toBeLessThan(3000);
});

test('those in standby stay there when the endpoint starts again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'standby-'));
  const { bundles } = world;
  await world.close();
  world = await openAppWorld({ folder, bundles });
  await world.version('v1');
  await create(1);
  const [first] = group().instances;
  group().standBy([first?.id ?? ''], false);
  await settled();
  const before = group().instances.map(({ id, lifecycle }) => [id, lifecycle]);
  await world.close();

  world = await openAppWorld({ folder, bundles });
  await world.beanstalk.resume();
  expect(group().instances.map(({ id, lifecycle }) => [id, lifecycle])).toEqual(before);
  expect(group().instances.every(({ pid }) => pid !== undefined)).toBe(true);
  expect((await ask(world.beanstalk.portOf('shop-web'))).pid).toBe(group().instances[1]?.pid);
  await world.close();
  await rm(folder, { recursive: true });
  world = await openAppWorld();
});
