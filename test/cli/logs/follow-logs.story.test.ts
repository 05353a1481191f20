import { run as destroy } from '../../../lib/cli/commands/every-day/destroy';
import { run as logs } from '../../../lib/cli/commands/every-day/logs';
import { run as open } from '../../../lib/cli/commands/every-day/open';
import { pointSdkAt } from '../../aws/aws-environment';
import { type Started, start } from '../../local/start';
import { AnnouncedTeam } from '../announced-team';
import { TerminalStandIn } from '../terminal-stand-in';

const branch = 'login-page';
let local: Started;
let team: AnnouncedTeam;

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  team = await AnnouncedTeam.open(local, branch);
  team.github.push('main');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
});
afterAll(async () => {
  await team.close();
  await local.stop();
});

/** Follows with a terminal of its own. */
function follow(options: Parameters<typeof logs>[1] = {}) {
  const ctrlC = new AbortController();
  const unread = new AbortController();
  const terminal = Object.assign(new TerminalStandIn(), { unread: unread.signal });
  const ended = logs({ ...team.invocation(), terminal, signal: ctrlC.signal }, { branch, follow: true, ...options });
  return { ctrlC, unread, terminal, ended };
}

const ask = async (path: string) => {
  const { port } = new URL(local.endpoint);
  const { get } = await import('node:http');
  await new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers: { host: `${branch}.preview.localhost:${port}` } }, (answer) =>
      answer.resume().on('end', resolve),
    ).on('error', reject);
  });
};
async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what(); tries += 1) {
    if (tries > 300) throw new Error('it did not come');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('each line comes once, also of the instances of the next deploy, and Ctrl-C ends it with 130', async () => {
  const { ctrlC, terminal, ended } = follow({ json: true });
  const texts = () => terminal.results.map((line) => (JSON.parse(line) as { text: string }).text);
  await ask('/first');
  await until(() => texts().includes('asked for /first'));
  expect(await team.deploy()).toBe(0);
  await ask('/second');
  await until(() => texts().includes('asked for /second'));
  ctrlC.abort(new Error('Ctrl-C'));
  expect(await ended).toBe(130);
  expect(texts().filter((text) => text === 'asked for /first')).toHaveLength(1);
  expect(JSON.parse(terminal.results.at(-1) ?? '')).toMatchObject({ service: 'web', source: 'web.stdout.log' });
});

test('who reads no more ends it with 0', async () => {
  const { unread, terminal, ended } = follow({ lines: '1' });
  await until(() => terminal.results.length > 0);
  unread.abort();
  expect(await ended).toBe(0);
});

test('with --all each line names its service', async () => {
  const terminal = new TerminalStandIn();
  expect(await logs({ ...team.invocation(), terminal }, { branch, all: true })).toBe(0);
  expect(terminal.results.at(-1)).toMatch(/^\S+Z web \S+\.log /);
});

test('open prints the URL alone where there is no screen', async () => {
  const terminal = new TerminalStandIn();
  expect(await open({ ...team.invocation(), terminal }, { branch })).toBe(0);
  expect([...terminal.results, ...terminal.lines]).toEqual([
    `http://${branch}.preview.localhost:${new URL(local.endpoint).port}/`,
  ]);
});

test('it ends with 0 and says so when the preview is deleted', async () => {
  const { terminal, ended } = follow();
  await until(() => terminal.results.length > 0);
  expect(await destroy(team.invocation(), { branch })).toBe(0);
  expect(await ended).toBe(0);
  expect(terminal.lines.at(-1)).toMatch(/^ {2}! web: the environment \S+--web is gone$/);
});
