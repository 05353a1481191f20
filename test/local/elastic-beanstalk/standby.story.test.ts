import { type AppWorld, appFiles, ask, isAlive, never, openAppWorld, optionsOf, requestFor, until } from './app-world';

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
