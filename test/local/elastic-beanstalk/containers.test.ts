import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerBundle } from '../../../lib/local/elastic-beanstalk/containers/container-bundle';
import { findEngine } from '../../../lib/local/elastic-beanstalk/containers/container-engine';
import { forContainer, surroundingsOf } from '../../../lib/local/elastic-beanstalk/containers/container-environment';
import { containerGuard } from '../../../lib/local/elastic-beanstalk/containers/container-guard';
import { Containers } from '../../../lib/local/elastic-beanstalk/containers/containers';
import { HostRelay } from '../../../lib/local/elastic-beanstalk/containers/host-relay';
import { InstanceFolder } from '../../../lib/local/elastic-beanstalk/instance/instance-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'containers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o755 });
};
const dockerrun = (more: object) => JSON.stringify({ AWSEBDockerrunVersion: '1', ...more });

const env = {
  ...{ PATH: '/bin', HOME: '/root', LANG: 'C.UTF-8', RDS_HOSTNAME: '127.0.0.1', RDS_PORT: '25000' },
  DATABASE_URL: 'postgresql://u:p@127.0.0.1:25001/db',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  API_URL: 'http://api--x.preview.localhost:4567/',
  ALLOWED_HOSTS: '127.0.0.1',
  ELSEWHERE: 'http://10.1.2.3:80',
};

test('a container gets the addresses of this machine as it sees them, and its own PATH', () => {
  expect(surroundingsOf(env)).toEqual({ ports: [25000, 25001, 4566, 4567], names: ['api--x.preview.localhost'] });
  expect(forContainer(env, '10.0.2.2', { PATH: '/bin', HOME: '/root', LANG: 'C.UTF-8' })).toEqual({
    ...{ RDS_HOSTNAME: '10.0.2.2', RDS_PORT: '25000', ALLOWED_HOSTS: '127.0.0.1', ELSEWHERE: 'http://10.1.2.3:80' },
    DATABASE_URL: 'postgresql://u:p@10.0.2.2:25001/db',
    AWS_ENDPOINT_URL: 'http://10.0.2.2:4566',
    API_URL: 'http://api--x.preview.localhost:4567/',
  });
});

test('PATH, HOME and LANG of settings reach a container', () => {
  const instance = { PATH: '/bin', HOME: '/root', LANG: 'C.UTF-8' };
  const given = { PATH: '/opt/bin', HOME: '/data', LANG: 'de_DE.UTF-8' };
  expect(forContainer(given, '10.0.2.2', instance)).toEqual(given);
  expect(forContainer(instance, '10.0.2.2', instance)).toEqual({});
});

test.each([
  [false, 'rm -f c1'],
  [true, 'rm -f -t 0 c1'],
])(
  'the guard ends containers at once with the environment of the engine, and its arguments hold none of it (podman: %j)',
  async (isPodman, removed) => {
    const log = join(folder, 'log');
    write({
      docker: `#!/bin/sh\necho "$* with $DOCKER_AUTH_CONFIG" >>'${log}'\n[ "$1" = ps ] && echo c1\nexit 0\n`,
    });
    const child = containerGuard(
      { program: 'docker', isPodman, env: { PATH: folder, DOCKER_AUTH_CONFIG: 'a secret' } },
      'a=b',
    );
    expect(child.spawnargs.join(' ')).not.toContain('a secret');
    child.stdin?.end();
    await new Promise((resolve) => child.once('exit', resolve));
    expect(readFileSync(log, 'utf8')).toContain(`${removed} with a secret\n`);
  },
);

test.each([
  ['goes, its images go by their label', true],
  ['is found again, its images stay', false],
])('where the folder of an endpoint %s', async (_, isPassing) => {
  // An engine that lists, under each label of a world, one image twice.
  const log = join(folder, 'log');
  const info = JSON.stringify({ ServerVersion: '28.2.2', OperatingSystem: 'Docker Desktop' });
  write({
    docker: `#!/bin/sh
printf '%s\n' "$*" >> '${log}'
case "$1" in
  info) printf '%s\n' '${info}' ;;
  images) printf 'abc\\nabc\\n' ;;
esac
`,
  });
  const containers = new Containers(folder, { PATH: `${folder}:/bin:/usr/bin` }, isPassing);
  const engine = await containers.engine();
  if (engine === undefined) throw new Error('no engine');
  const label = containers.label(engine);
  await containers.close();
  const ran = readFileSync(log, 'utf8').split('\n');
  expect(ran).toContain(`ps -a -q --filter label=${label}`);
  expect(ran.filter((line) => /^images|^rmi/.test(line))).toEqual(
    isPassing ? [`images -q --filter label=${label}`, 'rmi -f abc'] : [],
  );
});

test('the script docker of an instance is for its owner alone, one of an older release too', () => {
  const instance = new InstanceFolder(folder);
  instance.prepare();
  const script = join(folder, 'bin', 'docker');
  writeFileSync(script, '', { mode: 0o755 });
  instance.writeProgram('docker', '#!/bin/sh\n');
  expect(statSync(script).mode & 0o777).toBe(0o700);
});

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['a Dockerfile', { Dockerfile: 'FROM x\n  expose 8000/tcp 9000\n' }, { pulls: false, port: 8000 }],
  ['a Dockerfile without EXPOSE', { Dockerfile: 'FROM x\n' }, { pulls: false }],
  [
    'a Dockerfile beside Dockerrun.aws.json',
    { Dockerfile: 'FROM x\nEXPOSE 1', 'Dockerrun.aws.json': dockerrun({ Ports: [{ ContainerPort: '8080' }] }) },
    { pulls: false, port: 8080 },
  ],
  [
    'an image by its digest',
    { 'Dockerrun.aws.json': dockerrun({ Image: { Name: 'acme/api@sha256:00', Update: 'false' } }) },
    { image: 'acme/api@sha256:00', pulls: false },
  ],
  ...[
    ...['docker:dind', 'localhost/t1', 'localhost:5000/a/b_c:1.2-x', 'ghcr.io/acme/a__b:v1@sha256:0a'],
    '123456789012.dkr.ecr.eu-central-1.amazonaws.com/acme/api:latest',
  ].map((Name): [string, Readonly<Record<string, string>>, object] => [
    `the image ${Name}`,
    { 'Dockerrun.aws.json': dockerrun({ Image: { Name } }) },
    { image: Name, pulls: true },
  ]),
  [
    'no ports',
    { Dockerfile: 'FROM x', 'Dockerrun.aws.json': dockerrun({ Ports: [null], Image: null }) },
    { pulls: false },
  ],
])('a bundle with %s is read as Beanstalk reads it', async (_, files, bundle) => {
  write(files);
  expect(await containerBundle(folder)).toEqual(bundle);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['nothing', {}, 'are both missing'],
  ['a compose file', { Dockerfile: 'FROM x', 'docker-compose.yml': '' }, 'docker-compose.yml'],
  ['no JSON', { 'Dockerrun.aws.json': '{' }, 'is not JSON'],
  ['version 2', { 'Dockerrun.aws.json': '{"AWSEBDockerrunVersion":2}' }, 'not of version 1'],
  ['null', { 'Dockerrun.aws.json': 'null' }, 'not of version 1'],
  [
    'an option for an image',
    { 'Dockerrun.aws.json': dockerrun({ Image: { Name: '--privileged' } }) },
    'names no image',
  ],
  ...[['alpine'], 5, 'dir:/etc', 'oci-archive:app.tar', 'oci-archive:/app.tar', 'alpine\n', 'docker://alpine'].map(
    (Name): [string, Readonly<Record<string, string>>, string] => [
      `the image ${JSON.stringify(Name)}`,
      { 'Dockerrun.aws.json': dockerrun({ Image: { Name } }) },
      'names no image',
    ],
  ),
  ...['80.5', 80.5, ['80'], 0, 65_536, ''].map((ContainerPort): [string, Readonly<Record<string, string>>, string] => [
    `the port ${JSON.stringify(ContainerPort)}`,
    { Dockerfile: 'FROM x', 'Dockerrun.aws.json': dockerrun({ Ports: [{ ContainerPort }] }) },
    'is no port',
  ]),
])('a bundle with %s fails with its reason', async (_, files, reason) => {
  write(files);
  await expect(containerBundle(folder)).rejects.toThrow(reason);
});

test.each([
  [
    'Docker Desktop',
    'docker',
    { ServerVersion: '28.2.2', OperatingSystem: 'Docker Desktop' },
    { kind: 'name', name: 'host.docker.internal' },
  ],
  [
    'podman in a machine',
    'podman',
    { host: { serviceIsRemote: true } },
    { kind: 'name', name: 'host.containers.internal' },
  ],
  [
    'podman with slirp4netns',
    'podman',
    { host: { slirp4netns: { executable: '/bin/slirp4netns' } } },
    { kind: 'address', address: '10.0.2.2' },
  ],
  [
    'podman with pasta',
    'podman',
    { host: { slirp4netns: { executable: '' } } },
    { kind: 'address', address: '169.254.1.3' },
  ],
  [
    'podman that is called docker',
    'docker',
    { host: { serviceIsRemote: true } },
    { kind: 'name', name: 'host.containers.internal' },
  ],
])('%s is found with its way to this machine', async (_, program, info, way) => {
  write({ [program]: `#!/bin/sh\n/bin/cat <<'E'\n${JSON.stringify(info)}\nE\n` });
  expect(await findEngine({ PATH: folder })).toMatchObject({ program, way });
});

test('a client without an engine is no container program', async () => {
  write({ docker: '#!/bin/sh\necho \'{"ServerErrors":["Cannot connect"]}\'\n', podman: '#!/bin/sh\nexit 1\n' });
  expect(await findEngine({ PATH: folder })).toBeUndefined();
});

describe('the relay', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer((socket) => socket.end('here')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    port = (server.address() as { port: number }).port;
  });
  afterEach(() => server.close());

  const said = (host: string) =>
    new Promise<string>((resolve) => {
      let text = '';
      connect({ host, port, localAddress: '127.0.0.1' })
        .on('data', (bytes) => {
          text += bytes;
        })
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
        .on('close', () => resolve(text));
    });

  // Only Linux has all of 127.0.0.0/8.
  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux.each([
    ['serves its own network', '127.0.0.0/24', /^here$/],
    ['cuts off all others', '10.9.0.0/16', /^(|ECONNRESET)$/],
  ])('%s', async (_, subnet, answer) => {
    const relay = new HostRelay('127.0.0.77', subnet);
    await Promise.all([relay.lead(port), relay.lead(port)]);
    expect(await said('127.0.0.77')).toMatch(answer);
    await relay.close();
    expect(await said('127.0.0.77')).toBe('ECONNREFUSED');
  });

  onLinux('leaves a port alone that a program holds at all addresses', async () => {
    const everywhere = createServer((socket) => socket.end('everywhere')).listen(0, '0.0.0.0');
    await new Promise((resolve) => everywhere.once('listening', resolve));
    port = (everywhere.address() as { port: number }).port;
    const relay = new HostRelay('127.0.0.77', '127.0.0.0/24');
    await relay.lead(port);
    expect(await said('127.0.0.77')).toBe('everywhere');
    await relay.close();
    await new Promise((resolve) => everywhere.close(resolve));
  });

  onLinux('outlives an error of its listener', async () => {
    const relay = new HostRelay('127.0.0.77', '127.0.0.0/24');
    const listened = jest.spyOn(Server.prototype, 'listen');
    await relay.lead(port);
    const [listener] = listened.mock.contexts as Server[];
    listened.mockRestore();
    expect(() => listener?.emit('error', new Error('EMFILE'))).not.toThrow();
    expect(() => listener?.emit('error', new Error('EMFILE'))).not.toThrow();
    expect(await said('127.0.0.77')).toBe('here');
    await relay.close();
  });
});
