import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../../lib/local/processes/process-identity';
import { ProcessRegister } from '../../../lib/local/processes/process-register';
import { ask, isAlive, never, openAppWorld, property, requestFor, until } from './app-world';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reopening-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('closing ends every app, and opening again brings them back as they were', async () => {
  const bundles = new Map<string, Buffer>();
  const first = await openAppWorld({ folder, bundles });
  await first.version('v1');
  const request = requestFor('shop-web', { [property('NAME')]: 'kept' });
  const { endpointUrl } = await first.beanstalk.createEnvironment(request, never);
  const { pid } = await ask(first.beanstalk.portOf('shop-web'));
  await first.close();
  expect(isAlive(pid)).toBe(false);
  expect(await readdir(join(folder, 'processes'))).toEqual([]);

  const second = await openAppWorld({ folder, bundles });
  expect(second.beanstalk.portOf('shop-web')).toBeUndefined();
  await second.beanstalk.resume();
  expect((await ask(second.beanstalk.portAt(endpointUrl))).env.NAME).toBe('kept');
  expect(second.beanstalk.environment('shop-web')).toMatchObject({ status: 'Ready', health: { colour: 'Green' } });
  await second.close();
});

test('a creation that was cut off is taken up again', async () => {
  const bundles = new Map<string, Buffer>();
  const first = await openAppWorld({ folder, bundles });
  await first.version('v1');
  const { done } = await first.beanstalk.launchEnvironment(requestFor('shop-web'));
  await Promise.all([done, first.close()]);
  const second = await openAppWorld({ folder, bundles });
  await second.beanstalk.resume();
  expect((await ask(second.beanstalk.portOf('shop-web'))).folder).toContain('releases');
  await second.close();
});

test('a process that an earlier run left behind is ended, and one that merely has its number is not', async () => {
  await mkdir(join(folder, 'processes'));
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  const pids = [left.pid ?? 0, other.pid ?? 0] as const;
  await writeFile(join(folder, 'processes', String(pids[0])), processIdentity(pids[0]) ?? '');
  await writeFile(join(folder, 'processes', String(pids[1])), 'another time');
  await new ProcessRegister(folder).reap();
  await until(() => !isAlive(pids[0]));
  expect(isAlive(pids[1])).toBe(true);
  expect(await readdir(join(folder, 'processes'))).toEqual([]);
  other.kill('SIGKILL');
});

test('apps end when the endpoint is killed without a chance to stop them', async () => {
  const room = join(__dirname, '../../../lib/local/processes/process-register.ts');
  const source = `
    const { ProcessRegister } = require(${JSON.stringify(room)});
    const args = ['-e', 'setInterval(() => {}, 1000)'];
    const group = new ProcessRegister(process.argv[1]).start({ file: process.execPath, args, folder: process.argv[1], env: {} });
    console.log(group.pid);
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', source, folder], { cwd: process.cwd() });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});
