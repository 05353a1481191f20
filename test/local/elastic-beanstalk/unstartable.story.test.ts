import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppWorld, appFiles, ask, openAppWorld, property, requestFor, secret, until } from './app-world';

/** What a bundle or a setting can hold so that its app cannot run, and the cause that health must name. */
interface Case {
  readonly files?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
  readonly cause: RegExp;
}

const option = (name: string) => `aws:elasticbeanstalk:environment:process:default/${name}`;
const procfile = (web: string, more = '') => ({ ...appFiles, Procfile: `web: ${web}\n${more}` });
const prebuild = (script: string) => ({ '.platform/hooks/prebuild/01.sh': `#!/bin/sh\n${script}\n` });

const cases: Readonly<Record<string, Case>> = {
  'nul-value': {
    values: { [property('BROKEN')]: 'a\0b' },
    cause: /could not be started: .*"BROKEN" holds a NUL character/,
  },
  'nul-hook': {
    files: { ...appFiles, ...prebuild('true') },
    values: { [property('BROKEN')]: 'a\0b' },
    cause: /prebuild.01\.sh failed with error: .*"BROKEN" holds a NUL character/,
  },
  enotdir: { files: procfile('server.js/start'), cause: /could not be started: spawn .*ENOTDIR/ },
  eloop: {
    files: { ...procfile('./loop/start'), ...prebuild('ln -s loop loop') },
    cause: /could not be started: spawn .*ELOOP/,
  },
  'large-procfile': {
    files: procfile('node server.js', `side:${' '.repeat(100_000)}x`),
    cause: /The Procfile has 100\d+ bytes: more than 65536 are not read/,
  },
  'e2big-env': { values: { [secret('HUGE')]: 'huge' }, cause: /could not be started: spawn E2BIG/ },
  eacces: { files: procfile('./server.js'), cause: /could not be started: spawn .*EACCES/ },
  enoent: { files: procfile('nothing-of-this-name'), cause: /could not be started: spawn .*ENOENT/ },
  folder: {
    files: { ...procfile('./bin'), 'bin/x': '' },
    cause: /could not be started: spawn .*(EACCES|EISDIR)/,
  },
  'no-words': { files: procfile('""'), cause: /could not be started: .*empty/ },
  'long-name': { files: procfile(`./${'n'.repeat(300)}`), cause: /could not be started: spawn ENAMETOOLONG/ },
  'nul-word': { files: procfile('node a\0b'), cause: /could not be started: .*null bytes/ },
  'empty-line': { files: procfile(''), cause: /Procfile has no line that begins with `web:`/ },
  'no-folder': {
    files: procfile(`sh -c 'rm -rf "$PWD"'`),
    // Opened again, there is no Procfile either.
    cause: /could not be started: its working folder .* does not exist|Nothing says how the app is started/,
  },
  'not-json': { files: { 'package.json': 'null' }, cause: /package\.json is not JSON/ },
  'bad-path': { values: { [option('HealthCheckPath')]: '/a b\u20ac' }, cause: /GET \/a b\u20ac failed/ },
};

let folder: string;
let bundles: Map<string, Buffer>;
let world: AppWorld;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstartable-'));
  bundles = new Map();
  world = await openAppWorld({ folder, bundles });
  world.secrets.create({ name: 'huge', value: 'x'.repeat(200_000), region: world.region, tags: {} });
  await world.version('v1');
  await Promise.all(
    Object.entries(cases).map(async ([name, { files, values = {} }]) => {
      const given = Object.entries(values).map(([key, value]) => [key, value === 'huge' ? arnOfHuge() : value]);
      if (files) await world.version(name, files);
      const request = requestFor(name, Object.fromEntries(given), { versionLabel: files ? name : 'v1' });
      await world.beanstalk.createEnvironment(request, new AbortController().signal);
    }),
  );
  await world.beanstalk.createEnvironment(requestFor('well'), new AbortController().signal);
  await world.beanstalk.createEnvironment(requestFor('spoilt'), new AbortController().signal);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const arnOfHuge = () => world.secrets.list()[0]?.arn ?? '';
const healthOf = (name: string) => world.beanstalk.environment(name)?.health;

function expectAllRed(): void {
  for (const [name, { cause }] of Object.entries(cases)) {
    expect([name, healthOf(name)]).toEqual([
      name,
      expect.objectContaining({ colour: 'Red', causes: [expect.stringMatching(cause)] }),
    ]);
  }
}

test('D03 D04 an environment whose app cannot be started is red, with the cause, and the others answer', async () => {
  expectAllRed();
  expect(JSON.stringify(world.beanstalk.events())).not.toContain('a\\u0000b');
  expect((await ask(world.beanstalk.portOf('well'))).pid).toBeGreaterThan(0);
});

test('a kept folder with such environments is opened again: they are red, and the others answer', async () => {
  const [spoilt] = world.beanstalk.instances('spoilt');
  await world.close();
  const place = join(folder, 'instances', spoilt?.id ?? '');
  await rm(place, { recursive: true });
  await writeFile(place, 'where the folder of an instance was');
  world = await openAppWorld({ folder, bundles });
  await world.beanstalk.resume();
  expectAllRed();
  expect(healthOf('spoilt')).toMatchObject({ colour: 'Red', causes: [expect.stringMatching(/ENOTDIR|EEXIST/)] });
  expect((await ask(world.beanstalk.portOf('well'))).pid).toBeGreaterThan(0);
});

test('an app that removes its home, or whose side process has a name that no file can have, only loses log lines', async () => {
  const chatty = `setInterval(() => console.log('on'), 10); require('./server.js');`;
  await world.version('wild', {
    ...appFiles,
    'wild.js': `require('node:fs').rmSync(process.env.HOME + '/var/log', { recursive: true }); ${chatty}`,
    Procfile: `web: node wild.js\n${'n'.repeat(300)}: node -e "console.log(1)"\nempty: ""\n`,
  });
  await world.beanstalk.createEnvironment(
    requestFor('wild', {}, { versionLabel: 'wild' }),
    new AbortController().signal,
  );
  await until(() => healthOf('wild')?.colour === 'Green');
  expect((await ask(world.beanstalk.portOf('wild'))).pid).toBeGreaterThan(0);
});

test('an app that writes without end leaves the others their turn', async () => {
  const flood = `const go = () => process.stdout.write('y\\n'.repeat(30000), () => setImmediate(go)); go();`;
  const files = { ...appFiles, 'flood.js': `require('./server.js'); ${flood}`, Procfile: 'web: node flood.js\n' };
  await world.version('flood', files);
  const streams = { 'aws:elasticbeanstalk:cloudwatch:logs/StreamLogs': 'true' };
  const request = requestFor('flood', streams, { versionLabel: 'flood' });
  await world.beanstalk.createEnvironment(request, new AbortController().signal);
  const began = Date.now();
  for (let times = 0; times < 3; times += 1) await ask(world.beanstalk.portOf('well'));
  expect(Date.now() - began).toBeLessThan(6000);
  await world.beanstalk.terminateEnvironment('flood');
});
