import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { instanceScript } from '../../../lib/instances/instance-script';
import {
  type AppWorld,
  ask,
  never,
  openAppWorld,
  property,
  requestFor,
  secret,
  until,
} from '../../local/elastic-beanstalk/app-world';
import { baseImage, enginesHere, scratch } from './container-engines';

const platformArn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Docker running on 64bit Amazon Linux 2023/4.9.0';

/** Listens on one port whatever PORT says, as gunicorn of a Dockerfile does, and asks the endpoint and the database. */
const server = `
const http = require('node:http');
const get = (url) => new Promise((resolve) => http.get(url, (answer) => answer.on('data', (text) => resolve(String(text)))).on('error', (error) => resolve(error.message)));
console.log('gunicorn here');
http.createServer(async (asked, answer) => {
  if (asked.url === '/crash') process.exit(7);
  const { RDS_HOSTNAME, RDS_PORT, AWS_ENDPOINT_URL } = process.env;
  const reached = asked.url === '/reach' ? [await get(AWS_ENDPOINT_URL), await get('http://' + RDS_HOSTNAME + ':' + RDS_PORT)] : [];
  answer.end(JSON.stringify({ env: process.env, folder: process.cwd(), pid: process.pid, reached }));
}).listen(8000, '0.0.0.0');
`;
const files = {
  Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\nCMD ["/bin/node", "server.js"]\n`,
  'server.js': server,
};

const engines = enginesHere();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

if (engines.length === 0) {
  test.skip('containers run: neither docker nor podman runs one on this machine', () => undefined);
} else {
  describe.each(engines.map((engine) => [engine.program, engine] as const))('with %s', (program, engine) => {
    let world: AppWorld;
    let outside: Server;
    let port: number;
    const own = (...filter: string[]) => engine.run('ps', '-aq', ...filter.flatMap((one) => ['--filter', one]));
    const worldId = () => readFileSync(join(world.folder, 'containers', 'world'), 'utf8');
    const portOf = (name: string) => world.beanstalk.portOf(name);

    beforeAll(async () => {
      outside = createServer((_, answer) => answer.end('reached')).listen(0, '127.0.0.1');
      await new Promise((resolve) => outside.once('listening', resolve));
      ({ port } = outside.address() as AddressInfo);
      world = await openAppWorld({ endpoint: `http://127.0.0.1:${port}`, containerVariables: engine.variables });
      await world.version('v1', files);
    });
    afterAll(async () => {
      await world.close();
      outside.close();
    });

    const launch = (name: string, more = {}, change = {}) =>
      world.beanstalk.createEnvironment(requestFor(name, more, { platformArn, ...change }), never);

    test('two branches run at once, each in a container of its own with its variables, and reach this machine', async () => {
      const arn = world.secrets.create({ name: 'key', value: 'hush-hush', region: 'eu-central-1', tags: {} });
      const variables = {
        [property('RDS_HOSTNAME')]: '127.0.0.1',
        [property('RDS_PORT')]: String(port),
        [property('LINES')]: 'one\ntwo',
        [property('ALLOWED_HOSTS')]: '127.0.0.1',
        [secret('KEY')]: arn,
      };
      await Promise.all([launch('one-branch', variables), launch('two-branch', { [property('BRANCH')]: 'two' })]);
      const answer = (await ask(portOf('one-branch'), '/reach')) as unknown as { reached: unknown; env: object };
      expect(answer).toMatchObject({
        reached: ['reached', 'reached'],
        env: { LINES: 'one\ntwo', KEY: 'hush-hush', ALLOWED_HOSTS: '127.0.0.1' },
      });
      expect(Object.keys(answer.env)).not.toContain('PORT');
      expect((await ask(portOf('two-branch'))).env.BRANCH).toBe('two');
      expect(own(`label=preview-stacks.world=${worldId()}`).split('\n')).toHaveLength(2);
      // No secret stands on a command line.
      const lines = readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          } catch {
            return '';
          }
        });
      expect(lines.filter((line) => line.includes('hush-hush'))).toEqual([]);
    });

    test('its log is the instance’s, and a command runs in it as the app', async () => {
      const [instance] = world.beanstalk.instances('two-branch');
      expect(instance?.tail()).toContain('gunicorn here');
      let said = '';
      const result = await instance?.run({
        lines: instanceScript('/bin/node -p "process.env.BRANCH + process.cwd()"').split('\n'),
        timeoutMs: 20_000,
        signal: never,
        onOutput: (_, text) => {
          said += text;
        },
      });
      expect({ result, said }).toEqual({ result: { outcome: 'ended', exitCode: 0 }, said: 'two/app\n' });
    });

    test('what crashes is started again, and a new version takes its place', async () => {
      const before = own('label=preview-stacks.world');
      await ask(portOf('two-branch'), '/crash').catch(() => undefined);
      await until(() => own('label=preview-stacks.world') !== before && portOf('two-branch') !== undefined);
      await world.version('v2', { ...files, 'server.js': server.replace('gunicorn here', 'the second') });
      await world.beanstalk.updateEnvironment('two-branch', { versionLabel: 'v2' }, never);
      expect(world.beanstalk.instances('two-branch')[0]?.tail()).toContain('the second');
      expect(own(`label=preview-stacks.world=${worldId()}`).split('\n')).toHaveLength(2);
    });

    test('an image of this machine runs by its name, on the port that is said', async () => {
      engine.run(
        'tag',
        engine.run('images', '-q', '--filter', 'label=preview-stacks.instance').split('\n')[0] ?? '',
        'localhost/preview-stacks-test-app:1',
      );
      const dockerrun = {
        AWSEBDockerrunVersion: '1',
        Image: { Name: 'localhost/preview-stacks-test-app:1', Update: 'false' },
        Ports: [{ ContainerPort: 8000 }],
      };
      await world.version('image', { 'Dockerrun.aws.json': JSON.stringify(dockerrun) });
      await launch('an-image', {}, { versionLabel: 'image' });
      expect(world.beanstalk.environment('an-image')?.health.colour).toBe('Green');
    });

    test('a Dockerfile that cannot be built fails the deployment with the words of the build in the log', async () => {
      await world.version('broken', { ...files, Dockerfile: `FROM ${baseImage}\nRUN no-such-program\n` });
      await launch('broken-one', {}, { versionLabel: 'broken' });
      const causes = world.beanstalk.environment('broken-one')?.health.causes.join();
      expect(causes).toContain(`Command ${program} build failed`);
      expect(world.beanstalk.instances('broken-one')[0]?.tail()).toContain('no-such-program');
    });

    test('with the environments their containers and images go, and with the endpoint its network', async () => {
      for (const { name, status } of world.beanstalk.environments()) {
        if (status !== 'Terminated') await world.beanstalk.terminateEnvironment(name);
      }
      expect(own(`label=preview-stacks.world=${worldId()}`)).toBe('');
      expect(engine.run('images', '--filter', `label=preview-stacks.world=${worldId()}`)).not.toContain(
        'preview-stacks/i-',
      );
    });

    test('what an earlier run left is removed at the start', async () => {
      const label = `preview-stacks.world=${worldId()}`;
      engine.run('run', '-d', '--label', label, baseImage, '/bin/node', '-e', 'setTimeout(() => {}, 60000)');
      const again = await openAppWorld({ folder: world.folder, containerVariables: engine.variables });
      expect(own(`label=${label}`)).toBe('');
      await again.close();
    });
  });
}
