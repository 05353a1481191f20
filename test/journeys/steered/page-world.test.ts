import { run as audit } from '../../../lib/cli/commands/look/audit';
import { openSession } from '../../../lib/cli/compose/open-session';
import { openPageWorld } from '../../../lib/cli/steer/page/open-page-world';
import type { PageState } from '../../../lib/web/api';
import type { PageWorld } from '../../../lib/web/page-world';
import { visit } from '../../../scripts/demo/visit';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { type Started, start } from '../../local/start';
import { gitEnvironment } from '../../machine/git/git-fixture';

const branch = 'login-page';
let local: Started;
let team: AnnouncedTeam;
let world: PageWorld;
const { signal } = new AbortController();

/** A page on a developer's machine. */
async function open(mustAudit = true) {
  const env = {
    ...{ ...gitEnvironment, GITHUB_API_URL: team.github.url, GITHUB_TOKEN: 'token' },
    ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Grace' },
  };
  const invocation = { ...team.invocation(), env, terminal: new TerminalStandIn() };
  return openPageWorld(invocation, await openSession(invocation, {}), { emit: () => undefined }, { mustAudit });
}

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  const preview = { routing: 'shared-load-balancer', cleanup: { expireAfterDays: 14, maxKeepDays: 60 } } as const;
  team = await AnnouncedTeam.open(local, branch, preview, { ci: { provider: 'github-actions' }, control: {} });
  for (const name of ['main', 'later', 'docs-no-infra']) team.github.push(name);
  expect(await team.deployApplication()).toBe(0);
  ({ world } = await open());
}, 120_000);
afterAll(async () => {
  await team?.close();
  await local?.stop();
});

const row = async () => (await world.state(signal)).previews.find((one) => one.branch === branch);

async function act(
  verb: 'sleep' | 'wake' | 'hold' | 'release' | 'destroy' | 'status' | 'rebuild',
  of = branch,
  by = world,
) {
  const lines: string[] = [];
  const asked = { branch: of, command: { verb }, words: verb, by: 'ann' } as const;
  return { lines, end: await by.act(asked, (line) => lines.push(line), signal) };
}

/** The first state that holds. */
async function until(holds: (state: Awaited<ReturnType<PageWorld['state']>>) => boolean) {
  for (;;) {
    const state = await world.state(signal);
    if (holds(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('before the first deploy there is nothing, and no detail', async () => {
  expect(await world.state(signal)).toMatchObject({ project: 'plain', complete: true, previews: [] });
  await expect(world.detail(branch, signal)).rejects.toMatchObject({ code: 'not-deployed' });
});

test('a preview is busy while it is deployed, and ready after it', async () => {
  const deploying = team.deploy();
  const { previews } = await until((state) => state.previews.length > 0);
  expect(previews).toMatchObject([{ branch, standing: 'busy', cleanup: { verdict: 'keep' } }]);
  expect(await deploying).toBe(0);
  const found = await row();
  expect(found).toMatchObject({
    ...{ id: branch, standing: 'ready', state: 'ready', held: [] },
    url: expect.stringContaining(`${branch}.preview.localhost`),
    pullRequest: { number: team.pullRequest, title: `About ${branch}`, author: 'ann' },
    commit: {
      sha: team.head,
      subject: 'Fixes #1 for @acme/all <b>`x`',
      by: 'mona',
      url: expect.stringMatching(/\/commit\/[0-9a-f]{40}$/),
    },
    cleanup: { verdict: 'keep', goesAt: expect.stringMatching(/^20/) },
  } satisfies Partial<Record<keyof PageState['previews'][number], unknown>>);
});

test('the detail has services, deploys, events and why it stays', async () => {
  const detail = await world.detail(branch, signal);
  expect(detail.missing).toEqual([]);
  expect(detail.services).toMatchObject([{ name: 'web', health: 'Green, Ready', causes: [] }]);
  expect(detail.deploys).toMatchObject([{ commit: team.head, ended: 'healthy', running: true }]);
  expect(detail.deploys[0]).not.toHaveProperty('version');
  expect(detail.why).toEqual(
    expect.arrayContaining([
      { title: 'decision', text: 'keep (branch-alive)' },
      { title: 'because', text: expect.stringContaining('its branch exists') },
    ]),
  );
  expect(detail.events.length).toBeLessThanOrEqual(30);
  expect(detail.events[0]).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('branches without a preview say why they can have none', async () => {
  expect(await world.branches(signal)).toEqual({
    complete: true,
    branches: [
      { name: 'docs-no-infra', impossible: 'branches like *-no-infra get no preview' },
      { name: 'later' },
      { name: 'main', impossible: 'pushes to it deploy staging' },
    ],
  });
  expect(['main', branch].map(world.isStage)).toEqual([true, false]);
});

test('a line of the log arrives, and the log ends with its signal', async () => {
  const ending = new AbortController();
  const seen: string[] = [];
  const url = (await row())?.url ?? '';
  await visit(`${url}/before`);
  // By a person's own rights; the page of a team shows what the instance has masked.
  const own = (await open(false)).world;
  for await (const { service, text } of own.log(branch, 'web', ending.signal)) {
    seen.push(`${service}: ${text}`);
    if (text.includes('/before')) await visit(`${url}/after`);
    if (text.includes('/after')) ending.abort();
  }
  expect(seen.at(-1)).toBe('web: asked for /after');
  const masked: string[] = [];
  for await (const { text } of world.log(branch, 'web', signal)) masked.push(text);
  expect(masked).toContain('asked for /after');
});

test('acts are done with their progress, and the state follows', async () => {
  const slept = await act('sleep');
  expect(slept.end).toMatchObject({ ended: 'done', text: `${branch} is asleep.` });
  expect(slept.lines[0]).toBe(`ann asks for sleep of ${branch}`);
  expect(slept.lines.length).toBeGreaterThan(3);
  expect(await world.state(signal)).toMatchObject({
    counters: { awake: 0, asleep: 1 },
    previews: [{ standing: 'asleep', state: expect.stringContaining('asleep since') }],
  });
  expect((await act('wake')).end).toMatchObject({ ended: 'done' });
  expect((await act('hold')).end).toMatchObject({ ended: 'done' });
  expect(await row()).toMatchObject({
    standing: 'held',
    state: 'ready, 1 held',
    held: [expect.stringContaining('i-')],
  });
  expect((await act('release')).end).toMatchObject({ ended: 'done' });
  expect(await row()).toMatchObject({ standing: 'ready' });
  expect((await act('rebuild')).end).toMatchObject({ ended: 'done' });
  expect(team.github.dispatches()).toMatchObject([{ branch }]);
  expect((await act('status')).end).toMatchObject({ ended: 'done', text: `${branch} is ready.` });
});

test('nothing is done to a stage, by whatever name it is asked for', async () => {
  expect((await act('destroy', 'main')).end).toMatchObject({ ended: 'refused' });
  const create = { branch, command: { verb: 'create', branch: 'main' }, words: 'create main', by: 'ann' } as const;
  expect(await world.act(create, () => undefined, signal)).toMatchObject({ ended: 'refused' });
  expect(team.github.dispatches()).toHaveLength(1);
});

test("what the audit does not take is done on a page of one's own machine alone, with a warning", async () => {
  local.faults.add({ kind: 'access-denied', service: 's3', operation: 'PutObject', match: 'application/audit/' });
  expect((await act('hold')).end).toMatchObject({ ended: 'failed', code: 'audit-unwritable' });
  expect(await row()).toMatchObject({ standing: 'ready' });
  const { world: own, person } = await open(false);
  expect(await person()).toBe('Grace');
  const { end, lines } = await act('hold', branch, own);
  expect(end).toMatchObject({ ended: 'done' });
  expect(lines.filter((line) => line.includes('not in the audit'))).toHaveLength(1);
  expect(await row()).toMatchObject({ standing: 'held' });
  local.faults.remove();
  expect((await act('release')).end).toMatchObject({ ended: 'done' });
});

test('after destroy it is gone, and the audit has what changed something', async () => {
  expect((await act('destroy')).end).toMatchObject({ ended: 'done' });
  expect(await world.state(signal)).toMatchObject({ previews: [], counters: { awake: 0, goingNext: 0 } });
  await expect(world.detail(branch, signal)).rejects.toMatchObject({ code: 'not-deployed' });
  const terminal = new TerminalStandIn();
  expect(await audit({ ...team.invocation(), terminal }, {})).toBe(0);
  const text = terminal.results.join('\n');
  for (const verb of ['sleep', 'wake', 'hold', 'release', 'rebuild', 'destroy'])
    expect(text).toMatch(new RegExp(`ann +page +${verb}`));
  expect(text).not.toContain('status');
});
