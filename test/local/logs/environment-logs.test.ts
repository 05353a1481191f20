import { type AppWorld, never, openAppWorld, optionsOf, requestFor, until } from '../elastic-beanstalk/app-world';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
  await world.version('v1');
});

afterEach(() => world.close());

const logs = 'aws:elasticbeanstalk:cloudwatch:logs';
const group = (name: string) => `/aws/elasticbeanstalk/shop-web/var/log/${name}`;

test('output of the app and what the instance did are streamed when the environment asks for it', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web', { [`${logs}/StreamLogs`]: 'true' }), never);
  const [instance] = world.beanstalk.instances('shop-web');
  const lines = (name: string) => world.logs.events(group(name), instance?.id ?? '').map(({ message }) => message);
  await until(() => world.logs.groups().length === 2);
  expect(lines('web.stdout.log')).toEqual(['listening soon']);
  expect(lines('eb-engine.log').join('\n')).toContain('Starting web.service: node server.js');
});

test('nothing is streamed unless the environment asks for it', async () => {
  await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
  expect(world.logs.groups()).toEqual([]);
});

test.each([
  ['stay after the environment by default', {}, 2],
  ['go with the environment when DeleteOnTerminate says so', { [`${logs}/DeleteOnTerminate`]: 'true' }, 0],
])('log groups %s', async (_what, more, left) => {
  const options = optionsOf({ [`${logs}/StreamLogs`]: 'true', ...more });
  const request = requestFor('shop-web');
  await world.beanstalk.createEnvironment({ ...request, options: [...request.options, ...options] }, never);
  await world.beanstalk.terminateEnvironment('shop-web');
  expect(world.logs.groups()).toHaveLength(left);
});
