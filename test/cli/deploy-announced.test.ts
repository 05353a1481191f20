import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as deploy } from '../../lib/cli/commands/deploy';
import { run as deployApplication } from '../../lib/cli/commands/deploy-application';
import { pointSdkAt } from '../aws/aws-environment';
import { StandInGitHub } from '../fakes/stand-in-github';
import { type Started, start } from '../local/start';
import { commitAll, git, gitEnvironment, write } from '../machine/git-fixture';
import { SlackStandIn } from '../slack/slack-stand-in';
import { TerminalStandIn } from './terminal-stand-in';

const branch = 'login-page';
const job = 'https://ci.acme.dev/jobs/7';
const app = `require('node:http').createServer((_, answer) => answer.end('here')).listen(process.env.PORT);\n`;

let local: Started;
let github: StandInGitHub;
let slack: SlackStandIn;
let folder: string;
let terminal: TerminalStandIn;
let pullRequest: number;

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  github = await StandInGitHub.start();
  slack = await SlackStandIn.start();
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-announced-'));
  const settings = {
    project: 'plain',
    github: github.fullName,
    base: {
      ...{ region: local.region, scheme: 'http', port: Number(new URL(local.endpoint).port) },
      ...{ database: 'none', fileStore: 'none' },
    },
    staging: { host: 'staging.localhost' },
    preview: { previewDomain: 'preview.localhost' },
  };
  commitAll(folder, {
    Procfile: 'web: node server.js\n',
    'server.js': app,
    'preview-stacks.config.json': JSON.stringify(settings),
  });
  git(folder, 'checkout', '--quiet', '-b', branch);
  terminal = new TerminalStandIn();
  expect(await deployApplication(invocation(), {})).toBe(0);
  pullRequest = github.openPullRequest(branch);
});
beforeEach(() => {
  terminal = new TerminalStandIn();
  slack.posted.length = 0;
  github.odd = () => undefined;
  github.denied.clear();
});
afterAll(async () => {
  await slack.stop();
  await github.stop();
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

const invocation = () => ({
  terminal,
  cwd: folder,
  signal: new AbortController().signal,
  env: {
    ...gitEnvironment,
    ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN: 'token', SLACK_WEBHOOK_URL: slack.url },
    ...{ CIRCLECI: 'true', CIRCLE_BRANCH: branch, CIRCLE_SHA1: head(), CIRCLE_BUILD_URL: job, CIRCLE_USERNAME: 'mona' },
  },
});
const head = () => git(folder, 'rev-parse', 'HEAD');
const body = () => github.comments(pullRequest).map((comment) => comment.body);
const states = () =>
  github.deployments('preview/login-page').map(({ statuses }) => statuses.map(({ state }) => state).join(' '));

/** Somebody commits and pushes; the message is hostile. */
function push(files: Readonly<Record<string, string>>): void {
  write(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Fixes #1 for @acme/all <b>`x`');
  github.push(branch, head());
}

test('a deploy shows in the pull request, as a deployment, beside the commit and in Slack', async () => {
  push({});
  expect(await deploy(invocation(), { json: true })).toBe(0);
  const { url, announced } = JSON.parse(terminal.results.join('\n')) as { url: string; announced: unknown };
  const [made] = github.deployments();
  expect(announced).toEqual({
    ...{ deployment: made?.id, pullRequests: [pullRequest], commitStatus: true, chat: true, failed: [] },
  });
  expect(states()).toEqual(['in_progress success']);
  expect(made?.statuses.at(-1)).toMatchObject({ environment_url: url, log_url: job });
  expect(body()).toEqual([expect.stringContaining('### Preview: ready')]);
  expect(body()[0]).toContain(`**Commit** ${head()} \`\` Fixes #1 for @acme/all <b>\`x\` \`\`\n`);
  expect(github.statuses(head()).map(({ state }) => state)).toEqual(['pending', 'success']);
  expect(slack.posted).toEqual([expect.objectContaining({ text: 'plain: preview of login-page is ready' })]);
});

test('a deploy fails: all are told of the cause, and the former success stays', async () => {
  push({});
  local.faults.add({ kind: 'access-denied', operation: 'CreateChangeSet' });
  await expect(deploy(invocation(), {})).rejects.toMatchObject({ code: 'access-denied' });
  local.faults.remove();
  expect(states()).toEqual(['in_progress success', 'in_progress failure']);
  expect(body()).toEqual([
    expect.stringMatching(/### Preview: failed[\s\S]*AWS refuses cloudformation:CreateChangeSet/),
  ]);
  expect(JSON.stringify(slack.posted)).toMatch(/login-page failed.*AWS refuses.*mona/);
});

test('the token may not comment: the deploy ends well, and the warning names the right', async () => {
  push({});
  github.denied.add('pull_requests');
  expect(await deploy(invocation(), {})).toBe(0);
  expect(states().at(-1)).toBe('in_progress success');
  expect(terminal.lines.find((line) => line.includes('not announced on every pull request'))).toContain('pull');
});

test('GitHub takes nothing that is new: the deploy ends well, and prints the URL as ever', async () => {
  push({});
  github.odd = ({ method, path }) =>
    method !== 'GET' && !path.endsWith('/graphql') ? { status: 403, body: { message: 'no' } } : undefined;
  expect(await deploy(invocation(), {})).toBe(0);
  expect(terminal.results).toEqual([expect.stringMatching(/^http:\/\/login-page\.preview\.localhost:/)]);
  expect(terminal.lines.filter((line) => line.includes('not announced'))).toHaveLength(3);
});
