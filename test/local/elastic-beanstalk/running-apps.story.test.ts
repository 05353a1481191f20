import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const dbSecret = () =>
  world.secrets.create({ name: 'db', value: '{"password":"s3cret"}', region: world.region, tags: {} });

describe('an environment that is created', () => {
  test('runs the app and is green', async () => {
    const { name, endpointUrl } = await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
    expect(world.beanstalk.environment(name)).toMatchObject({
      status: 'Ready',
      health: { colour: 'Green', status: 'Ok', causes: [] },
      versionLabel: 'v1',
    });
    expect(endpointUrl).toBe('203.0.113.1');
    expect(world.beanstalk.portAt(endpointUrl)).toBe(world.beanstalk.portOf(name));
    expect((await ask(world.beanstalk.portOf(name))).folder).toMatch(/var\/app\/releases\/1$/);
  });

  test('gives the app its properties, its secrets and nothing of ours', async () => {
    world.parameters.put('/shop/key', 'from ssm', { type: 'SecureString', region: world.region });
    const arn = dbSecret();
    const options = {
      [property('GREETING')]: 'hello there',
      [secret('DB_PASSWORD')]: `${arn}:password`,
      [secret('DB')]: arn,
      [secret('KEY')]: world.parameters.get('/shop/key').arn,
    };
    await world.beanstalk.createEnvironment(requestFor('shop-web', options), never);
    const { env } = await ask(world.beanstalk.portOf('shop-web'));
    expect(env).toMatchObject({
      GREETING: 'hello there',
      DB_PASSWORD: 's3cret',
      DB: '{"password":"s3cret"}',
      KEY: 'from ssm',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_REGION: 'eu-central-1',
    });
    const allowed = /^(PATH|HOME|LANG|PORT|PWD|AWS_.*|GREETING|DB|DB_PASSWORD|KEY|__CF_USER_TEXT_ENCODING)$/;
    expect(Object.keys(env).filter((name) => !allowed.test(name))).toEqual([]);
  });

  test('is Ready and red when a secret is not there', async () => {
    const missing = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-abcdef`;
    await world.beanstalk.createEnvironment(requestFor('shop-web', { [secret('DB')]: missing }), never);
    const environment = world.beanstalk.environment('shop-web');
    expect(environment).toMatchObject({ status: 'Ready', health: { colour: 'Red' } });
    expect(environment?.health.causes.join()).toContain('The secret of the variable DB');
  });

  test('refuses the ARN of a secret that lacks its random suffix', async () => {
    const arn = dbSecret().slice(0, -7);
    await world.beanstalk.createEnvironment(requestFor('shop-web', { [secret('DB')]: arn }), never);
    expect(world.beanstalk.environment('shop-web')?.health.causes.join()).toContain('random suffix');
  });

  test('is Ready and red when the health path does not answer 200 in time', async () => {
    const path = 'aws:elasticbeanstalk:environment:process:default/MatcherHTTPCode';
    await world.beanstalk.createEnvironment(requestFor('shop-web', { [path]: '204' }), never);
    expect(world.beanstalk.environment('shop-web')).toMatchObject({
      status: 'Ready',
      health: { colour: 'Red', status: 'Severe' },
    });
    expect(world.beanstalk.environment('shop-web')?.health.causes.join()).toContain('GET /health answered 200');
  });

  test('is Ready and red soon when the app ends at once, and its last words are in the log', async () => {
    await world.version('broken', { ...appFiles, 'server.js': "console.error('no database'); process.exit(3);" });
    await world.beanstalk.createEnvironment(requestFor('shop-web', {}, { versionLabel: 'broken' }), never);
    expect(world.beanstalk.environment('shop-web')).toMatchObject({ status: 'Ready', health: { colour: 'Red' } });
    expect(world.beanstalk.environment('shop-web')?.health.causes.join()).toContain('ended with exit code 3');
    const [instance] = world.beanstalk.instances('shop-web');
    expect(instance?.tail()).toContain('no database');
    expect(world.beanstalk.portOf('shop-web')).toBeUndefined();
    const errors = world.beanstalk.events().filter(({ severity }) => severity === 'ERROR');
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^\[Instance: i-\w+\] Instance deployment failed\. The app's process ended with exit code 3, 3 times in a row$/,
      ),
      expect.stringContaining('is complete, but with errors'),
    ]);
  });

  test('that ends at first and stays later gets well, though its deployment has failed', async () => {
    const place = mkdtempSync(join(tmpdir(), 'may-stay-'));
    const file = JSON.stringify(join(place, 'yes'));
    const source = `if (!require('node:fs').existsSync(${file})) process.exit(3); require('./app.js');`;
    await world.version('late', { ...appFiles, 'app.js': appFiles['server.js'] ?? '', 'server.js': source });
    await world.beanstalk.createEnvironment(requestFor('shop-web', {}, { versionLabel: 'late' }), never);
    expect(world.beanstalk.environment('shop-web')).toMatchObject({ health: { colour: 'Red' }, versionLabel: 'late' });
    writeFileSync(join(place, 'yes'), '');
    await until(() => world.beanstalk.environment('shop-web')?.health.colour === 'Green');
    rmSync(place, { recursive: true });
  });

  test('lives beside another one', async () => {
    await Promise.all([
      world.beanstalk.createEnvironment(requestFor('shop-one', { [property('NAME')]: 'one' }), never),
      world.beanstalk.createEnvironment(requestFor('shop-two', { [property('NAME')]: 'two' }), never),
    ]);
    expect((await ask(world.beanstalk.portOf('shop-one'))).env.NAME).toBe('one');
    expect((await ask(world.beanstalk.portOf('shop-two'))).env.NAME).toBe('two');
  });
});

describe('an app that runs', () => {
  beforeEach(() => world.beanstalk.createEnvironment(requestFor('shop-web'), never));

  test('is started again after a crash, and the environment is red meanwhile', async () => {
    const { pid } = await ask(world.beanstalk.portOf('shop-web'));
    await ask(world.beanstalk.portOf('shop-web'), '/crash').catch(() => undefined);
    await until(() => world.beanstalk.environment('shop-web')?.health.colour === 'Red');
    await until(() => world.beanstalk.environment('shop-web')?.health.colour === 'Green');
    expect((await ask(world.beanstalk.portOf('shop-web'))).pid).not.toBe(pid);
    const messages = world.beanstalk.events().map(({ message }) => message);
    expect(messages.some((message) => /from Ok to Severe.*exit code 7/.test(message))).toBe(true);
    expect(messages.at(-1)).toBe('Environment health has transitioned from Severe to Ok.');
  });

  test('turns the environment yellow, then red, when its health path fails, and green again', async () => {
    const seen: string[] = [];
    await ask(world.beanstalk.portOf('shop-web'), '/ill');
    await until(() => {
      const colour = world.beanstalk.environment('shop-web')?.health.colour ?? '';
      if (seen.at(-1) !== colour) {
        seen.push(colour);
      }
      return colour === 'Red';
    });
    expect(seen.slice(-2)).toEqual(['Yellow', 'Red']);
    await ask(world.beanstalk.portOf('shop-web'), '/well');
    await until(() => world.beanstalk.environment('shop-web')?.health.colour === 'Green');
  });

  test('is stopped with its children when the environment is terminated, and its folder goes', async () => {
    await world.version('parent', {
      Procfile: 'web: node start.js\n',
      'start.js':
        "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);" +
        `process.env.CHILD = String(c.pid);${appFiles['server.js']}`,
    });
    await world.beanstalk.updateEnvironment('shop-web', { versionLabel: 'parent' }, never);
    const { env, pid } = await ask(world.beanstalk.portOf('shop-web'));
    expect(isAlive(Number(env.CHILD))).toBe(true);
    await world.beanstalk.terminateEnvironment('shop-web');
    await until(() => !isAlive(Number(env.CHILD)));
    expect(isAlive(pid)).toBe(false);
    expect(world.beanstalk.environment('shop-web')?.status).toBe('Terminated');
    expect(world.beanstalk.portOf('shop-web')).toBeUndefined();
    await world.beanstalk.terminateEnvironment('shop-web');
  });
});

test('apps behind a balancer of two instances are two processes', async () => {
  const options = {
    'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
    'aws:autoscaling:asg/MinSize': '2',
  };
  const { endpointUrl } = await world.beanstalk.createEnvironment(requestFor('shop-web', options), never);
  const pids = new Set([
    (await ask(world.beanstalk.portOf('shop-web'))).pid,
    (await ask(world.beanstalk.portOf('shop-web'))).pid,
  ]);
  expect(pids.size).toBe(2);
  expect(world.balancers.route(endpointUrl, 'any.host')).toEqual({ environmentName: 'shop-web' });
  await world.beanstalk.updateEnvironment(
    'shop-web',
    { options: optionsOf({ 'aws:autoscaling:asg/MinSize': '1' }) },
    never,
  );
  expect(world.beanstalk.instances('shop-web')).toHaveLength(1);
});
