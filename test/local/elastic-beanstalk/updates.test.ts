import {
  type AppWorld,
  appFiles,
  ask,
  isAlive,
  never,
  openAppWorld,
  optionsOf,
  property,
  requestFor,
  secret,
  until,
} from './app-world';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
  await world.version('v1');
});

afterEach(() => world.close());

const app = () => ask(world.beanstalk.portOf('shop-web'));

test('a new version runs in a new process, and the former one is gone', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
  const { pid } = await app();
  await world.version('v2', { ...appFiles, 'second.txt': '' });
  await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'v2' }, never);
  const next = await app();
  expect(next.folder).toMatch(/releases\/2$/);
  expect(world.beanstalk.environment('shop-web')).toMatchObject({ versionLabel: 'v2', health: { colour: 'Green' } });
  expect(isAlive(pid)).toBe(false);
});

test('the former version answers until the new one is healthy', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
  await world.version('slow', { ...appFiles, 'server.js': `setTimeout(() => {${appFiles['server.js']}}, 400);` });
  const { pid } = await app();
  const update = world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'slow' }, never);
  expect(world.beanstalk.environment('shop-web')?.status).toBe('Updating');
  await until(() => world.beanstalk.environment('shop-web')?.deploymentId === 2);
  expect((await app()).pid).toBe(pid);
  await update;
  expect((await app()).pid).not.toBe(pid);
});

test('changed properties start the app anew, and an option that is not named keeps its value', async () => {
  const options = { [property('A')]: 'one', [property('B')]: 'two' };
  await world.beanstalk.createEnvironment(requestFor('shop-web', options), never);
  await world.beanstalk.updateEnvironment('shop-web', { options: optionsOf({ [property('A')]: 'new' }) }, never);
  expect((await app()).env).toMatchObject({ A: 'new', B: 'two' });
  const gone = { namespace: 'aws:elasticbeanstalk:application:environment', optionName: 'B' };
  await world.beanstalk.updateEnvironment('shop-web', { optionsToRemove: [gone] }, never);
  expect((await app()).env).not.toHaveProperty('B');
});

test('a secret is read when the app is started, and not before', async () => {
  const arn = world.secrets.create({ name: 'key', value: 'first', region: world.region, tags: {} });
  await world.beanstalk.createEnvironment(requestFor('shop-web', { [secret('KEY')]: arn }), never);
  world.secrets.put(arn, 'second');
  expect((await app()).env.KEY).toBe('first');
  await world.beanstalk.beginRestart('shop-web').done;
  expect((await app()).env.KEY).toBe('second');
});

test('tags alone leave the process as it is', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
  const { pid } = await app();
  await world.beanstalk.updateEnvironment('shop-web', { tags: { team: 'web' } }, never);
  expect((await app()).pid).toBe(pid);
  expect(world.beanstalk.environment('shop-web')?.tags).toEqual({ team: 'web' });
});

test('an environment that is not Ready refuses an update', async () => {
  const { done } = await world.beanstalk.launchEnvironment(requestFor('shop-web'));
  expect(() => world.beanstalk.beginUpdate('shop-web', { tags: {} })).toThrow(
    'Environment named shop-web is in an invalid state for this operation. Must be Ready.',
  );
  await done;
});

test('a version that cannot be unpacked leaves the former one running and the environment red', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
  const { pid } = await app();
  await world.version('rubbish', Buffer.from('this is no zip'));
  await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'rubbish' }, never);
  expect((await app()).pid).toBe(pid);
  expect(world.beanstalk.environment('shop-web')).toMatchObject({
    status: 'Ready',
    versionLabel: 'v1',
    health: { colour: 'Red', status: 'Degraded' },
  });
  await world.version('v2');
  await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'v2' }, never);
  expect(world.beanstalk.environment('shop-web')?.health.colour).toBe('Green');
});

test('a cancelled creation leaves nothing', async () => {
  await world.version('deaf', { ...appFiles, 'server.js': 'setInterval(() => {}, 1000);' });
  const cancelling = new AbortController();
  const creation = world.beanstalk.createEnvironment(
    requestFor('shop-web', {}, { versionLabel: 'deaf' }),
    cancelling.signal,
  );
  await until(() => world.beanstalk.environment('shop-web')?.deploymentId === 1);
  cancelling.abort();
  await expect(creation).rejects.toThrow('Resource creation cancelled');
  expect(world.beanstalk.environment('shop-web')?.status).toBe('Terminated');
});
