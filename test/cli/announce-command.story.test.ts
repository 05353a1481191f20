import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as destroy } from '../../lib/cli/commands/every-day/destroy';
import { run as announce } from '../../lib/cli/commands/team/announce';
import { run as cleanup } from '../../lib/cli/commands/team/cleanup';
import { WireWorld } from '../cleanup/wire-world';
import { type Started, start } from '../local/start';
import { SlackStandIn } from '../slack/slack-stand-in';
import { TerminalStandIn } from './terminal-stand-in';

let local: Started;
let world: WireWorld;
let slack: SlackStandIn;
let folder: string;
let terminal: TerminalStandIn;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  slack = await SlackStandIn.start();
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-announce-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
});
beforeEach(() => {
  terminal = new TerminalStandIn();
  env = { GITHUB_API_URL: world.github.url, GITHUB_TOKEN: 'token' };
  slack.posted.length = 0;
  slack.answers = [];
  world.github.odd = () => undefined;
});
afterAll(async () => {
  await world.close();
  await slack.stop();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

const invocation = () => ({ terminal, env, cwd: folder, signal: new AbortController().signal });
const document = () => JSON.parse(terminal.results.join('\n')) as { announced?: unknown };
const said = () => [...terminal.results, ...terminal.lines].join('\n');

/** An orphan of which a pull request that was merged still says that it is ready. */
async function orphan(branch: string): Promise<number> {
  await world.addPreview(branch);
  const pullRequest = world.github.openPullRequest(branch);
  world.github.say(pullRequest, `<!-- preview-stacks:shop/${branch} -->\n\nready`, 'preview-bot[bot]');
  world.github.closePullRequest(pullRequest);
  return pullRequest;
}

test('GitHub is down while a preview goes: exit 0 with a warning, and the next run says what this one could not', async () => {
  const pullRequest = await orphan('gone-one');
  env.SLACK_WEBHOOK_URL = slack.url;
  world.github.odd = ({ path }) =>
    path.endsWith('/deployments') || path.endsWith('/pulls') ? { status: 422 } : undefined;
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.lines.some((line) => line.includes('not announced as a deployment'))).toBe(true);
  expect(world.github.comments(pullRequest)[0]?.body).toContain('ready');
  expect(slack.posted).toEqual([expect.objectContaining({ text: 'shop: cleanup: 1 preview deleted, 0 left' })]);
  expect(JSON.stringify(slack.posted)).toContain('its branch gone-one is gone');

  terminal = new TerminalStandIn();
  slack.posted.length = 0;
  world.github.odd = () => undefined;
  expect(await cleanup(invocation(), { execute: true, json: true })).toBe(0);
  expect(document().announced).toEqual({ gone: ['gone-one'], introduced: [], chat: false, failed: [] });
  expect(world.github.comments(pullRequest)[0]?.body).toContain('### 🗑️ Preview: gone');
  expect(slack.posted).toEqual([]);
});

test('a preview that is destroyed is announced', async () => {
  const pullRequest = await orphan('gone-two');
  expect(await destroy(invocation(), { branch: 'gone-two', json: true })).toBe(0);
  expect(document().announced).toEqual({ gone: ['gone-two'], introduced: [], chat: false, failed: [] });
  expect(world.github.comments(pullRequest)[0]?.body).toContain('someone had it destroyed');
});

test('with --no-announce nothing is announced', async () => {
  const pullRequest = await orphan('gone-three');
  env.SLACK_WEBHOOK_URL = slack.url;
  expect(await cleanup(invocation(), { execute: true, announce: false, json: true })).toBe(0);
  expect(document().announced).toBeUndefined();
  expect(world.github.comments(pullRequest)[0]?.body).toContain('ready');
  expect(slack.posted).toEqual([]);
});

test('a webhook that refuses, or is none, changes nothing of how a run ends, and its address is not shown', async () => {
  await orphan('gone-four');
  env.SLACK_WEBHOOK_URL = slack.url;
  slack.answers = [{ status: 404, body: 'no_service' }];
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(said()).toContain(
    'not announced in Slack: Slack refuses the message: no_service, HTTP 404; the channel got no message.',
  );
  expect(said()).not.toContain('secret-part');
  await orphan('gone-five');
  env.SLACK_WEBHOOK_URL = 'secret-part';
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(said()).toContain('SLACK_WEBHOOK_URL is not a web address');
  expect(said()).not.toContain('secret-part');
});

test('a run that fails tells Slack, and fails as it would have', async () => {
  env.SLACK_WEBHOOK_URL = slack.url;
  local.faults.add({ kind: 'access-denied', operation: 'GetCallerIdentity' });
  await expect(cleanup(invocation(), { execute: true })).rejects.toMatchObject({ code: 'access-denied' });
  local.faults.remove();
  expect(slack.posted).toEqual([expect.objectContaining({ text: 'shop: cleanup: failed' })]);
});

test('in CI without a token it says once that nothing is announced, and why', async () => {
  world.github.push('main');
  env = { GITHUB_API_URL: world.github.url, CIRCLECI: 'true', CIRCLE_BUILD_URL: 'https://ci.acme.dev/1' };
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.lines.filter((line) => line.includes('nothing is announced'))).toEqual([
    '  ! nothing is announced on GitHub: GITHUB_TOKEN is not set',
  ]);
  terminal = new TerminalStandIn();
  expect(await cleanup(invocation(), { execute: true, announce: false })).toBe(0);
  expect(terminal.lines).toEqual([]);
  env = { GITHUB_API_URL: world.github.url };
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.lines).toEqual([]);
});

describe('announce', () => {
  const commit = '3'.repeat(40);

  /** GitHub knows that the preview of this branch answers, and one pull request was opened since. */
  async function opened(branch: string): Promise<number> {
    world.github.push(branch, commit);
    const deployments = `${world.github.url}/repos/acme/shop/deployments`;
    const headers = { authorization: 'token token' };
    const made = await fetch(deployments, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        ...{ ref: commit, task: 'deploy:preview-stacks', environment: `preview/${branch}` },
        ...{ auto_merge: false, required_contexts: [], transient_environment: true },
      }),
    });
    const { id } = (await made.json()) as { id: number };
    await fetch(`${deployments}/${id}/statuses`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ state: 'success', environment_url: `https://${branch}.preview.acme.dev` }),
    });
    return world.github.openPullRequest(branch);
  }

  test('tells a pull request that was opened after the deploy where the preview answers', async () => {
    const number = await opened('opened-later');
    expect(await announce(invocation(), { branch: 'opened-later' })).toBe(0);
    expect(terminal.results).toEqual([`Wrote on pull request ${number} where opened-later answers.`]);
    expect(world.github.comments(number)[0]?.body).toContain('https://opened-later.preview.acme.dev');
    terminal = new TerminalStandIn();
    expect(await announce(invocation(), { branch: 'opened-later', json: true })).toBe(0);
    expect(document()).toEqual({ pullRequests: [] });
  });

  test('has nothing to say of the branch of a stage, nor in a build of a fork', async () => {
    expect(await announce(invocation(), { branch: 'main' })).toBe(0);
    env = { ...env, CIRCLECI: 'true', CIRCLE_BRANCH: 'pull/7' };
    expect(await announce(invocation(), {})).toBe(0);
    expect(terminal.results).toEqual([
      'Skipped: main is deployed to staging, not to a preview.',
      'Skipped: this is a build of a pull request from a fork',
    ]);
  });

  test('without a token says what is missing, and fails when GitHub is down', async () => {
    const number = await opened('told-nobody');
    delete env.GITHUB_TOKEN;
    const failure = announce(invocation(), { branch: 'told-nobody' });
    await expect(failure).rejects.toMatchObject({ code: 'announce-without-github', exitCode: 2 });
    env.GITHUB_TOKEN = 'token';
    world.github.odd = ({ path }) => (path.endsWith('/comments') ? { status: 422 } : undefined);
    await expect(announce(invocation(), { branch: 'told-nobody' })).rejects.toMatchObject({ exitCode: 1 });
    expect(world.github.comments(number)).toEqual([]);
  });

  test('cleanup does the same for previews that stay', async () => {
    await world.addPreview('still-here');
    const number = await opened('still-here');
    expect(await cleanup(invocation(), { execute: true, json: true })).toBe(0);
    expect(document().announced).toMatchObject({ introduced: [number], failed: [] });
    expect(world.github.comments(number)[0]?.body).toContain('### ✅ Preview: ready');
  });
});
