import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type CallName, callTable } from '../../lib/github/calls/call-table';
import type { GitHub } from '../../lib/github/open-github';
import { collect } from '../contracts/collect';
import { gitHubWorlds } from '../contracts/forge/github-world';
import type { AskedOfGitHub, OddAnswer, StandInGitHub } from '../fakes/stand-in-github';

const open = gitHubWorlds();
const commit = 'c'.repeat(40);
const token = 'ghs_secretsecret';

interface Scene {
  readonly github: GitHub;
  readonly deployment: number;
  readonly pullRequest: number;
  readonly comment: number;
}

interface Row {
  /** Makes the product make this call. */
  readonly act: (scene: Scene) => Promise<unknown>;
  /** What comes of it when GitHub answers as usual. */
  readonly good: unknown;
  /** What comes of a 404: an answer, or by default the error `github-not-found`. */
  readonly notFound?: { readonly result: unknown } | { readonly code: string };
}

const gone = { result: 'gone' };

/** A row for every call of the table: TypeScript asks for each, and so does the first test. */
const rows: Readonly<Record<CallName, Row>> = {
  repository: { act: ({ github }) => github.branches.defaultBranch(), good: 'main' },
  branches: {
    act: async ({ github }) => (await collect(github.branches.branches())).map(({ name }) => name),
    good: ['a', 'b', 'login', 'main'],
  },
  branch: {
    act: ({ github }) => github.branches.branch('login'),
    good: { name: 'login', commit },
    notFound: { code: 'github-not-credible' },
  },
  permission: {
    act: ({ github }) => github.conversations.permission('ann'),
    good: 'write',
    notFound: { result: 'none' },
  },
  jobSubjects: { act: ({ github }) => github.identity.jobSubjects(), good: { byDefault: true, claims: [] } },
  deployments: {
    act: async ({ github }) => (await collect(github.deployments.list())).length,
    good: 1,
  },
  deployment: {
    // Looked at only to tell a deployment that is gone from one that may not be changed.
    act: ({ github }) => github.deployments.setStatus(4711, { state: 'inactive', description: '' }),
    good: 'gone',
    notFound: gone,
  },
  createDeployment: {
    act: async ({ github }) => (await github.deployments.create(deployment)).environment,
    good: 'preview/login',
  },
  deploymentStatuses: {
    act: ({ github, deployment: id }) => github.deployments.status(id).then((shown) => shown?.state),
    good: 'success',
    notFound: { result: undefined },
  },
  setDeploymentStatus: {
    act: ({ github, deployment: id }) => github.deployments.setStatus(id, { state: 'inactive', description: '' }),
    good: 'set',
    // It can still be read.
    notFound: { code: 'github-right-missing' },
  },
  startWorkflow: {
    act: async ({ github }) => {
      const started = github.pipelines.start('login');
      // The error of its own stands on that of the call.
      return (await started.catch((error: Error) => Promise.reject(error.cause))).ci;
    },
    good: 'GitHub Actions',
  },
  pullRequest: {
    act: async ({ github, pullRequest }) => (await github.conversations.pullRequest(pullRequest))?.branch,
    good: 'login',
    notFound: { result: undefined },
  },
  pullRequests: {
    act: async ({ github }) => (await collect(github.pullRequests.ofBranch('login', 'all'))).length,
    good: 1,
  },
  comments: {
    act: async ({ github, pullRequest }) => (await collect(github.pullRequests.ownComments(pullRequest, 'me'))).length,
    good: 1,
  },
  comment: {
    act: ({ github }) => github.pullRequests.edit(4711, 'x'),
    good: 'gone',
    notFound: gone,
  },
  createComment: {
    act: async ({ github, pullRequest }) => (await github.pullRequests.comment(pullRequest, 'hello')).body,
    good: 'hello',
  },
  editComment: {
    act: ({ github, comment }) => github.pullRequests.edit(comment, 'x'),
    good: 'edited',
    notFound: { code: 'github-right-missing' },
  },
  deleteComment: {
    act: ({ github, comment }) => github.pullRequests.remove(comment),
    good: undefined,
    notFound: { code: 'github-right-missing' },
  },
  react: {
    act: ({ github, comment }) => github.conversations.react(comment, 'eyes'),
    good: 'done',
    notFound: { code: 'github-right-missing' },
  },
  setCommitStatus: {
    act: ({ github }) => github.commitStatuses.set(commit, { context: 'x', state: 'success', description: '' }),
    good: undefined,
  },
  viewer: { act: ({ github }) => github.rights.login(), good: 'preview-bot[bot]' },
  rateLimit: {
    act: async ({ github }) => (await github.rights.rateLimit())?.limit,
    good: 5000,
    notFound: { result: undefined },
  },
};

const deployment = { environment: 'preview/login', commit, description: '', production: false, transient: true };
const names = Object.keys(callTable) as CallName[];

async function scene(): Promise<Scene & { readonly standIn: StandInGitHub }> {
  const { github, standIn } = await open();
  for (const branch of ['a', 'b', 'login']) standIn.push(branch, commit);
  standIn.allow('ann', 'maintain');
  const pullRequest = standIn.openPullRequest('login');
  const comment = standIn.say(pullRequest, 'it is me', 'preview-bot[bot]');
  const { id } = await github.deployments.create(deployment);
  await github.deployments.setStatus(id, { state: 'success', description: '' });
  standIn.requests.length = 0;
  return { github, standIn, deployment: id, pullRequest, comment };
}

/** Whether a request is this call. */
function isCall(name: CallName): (asked: Pick<AskedOfGitHub, 'method' | 'path'>) => boolean {
  const [method, route = ''] = callTable[name].route.split(' ');
  const pattern = new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`);
  return (asked) => asked.method === method && pattern.test(asked.path.replace('/repositories/1', '/repos/acme/shop'));
}

/** Plays the row on a day on which its call is answered so; what it gave or threw, and how often it asked. */
async function play(name: CallName, answer: OddAnswer | undefined) {
  const { standIn, ...given } = await scene();
  const wanted = isCall(name);
  let asked = 0;
  standIn.odd = (request) => {
    if (!wanted(request)) return undefined;
    asked += 1;
    return answer;
  };
  const outcome = await rows[name].act(given).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  return { outcome, asked, standIn };
}

async function failure(name: CallName, answer: OddAnswer) {
  const { outcome, asked, standIn } = await play(name, answer);
  if (!('error' in outcome)) throw new TypeError(`${name} did not fail`);
  expect(asked).toBeGreaterThan(0);
  expect(inspect(outcome.error, { depth: 10 })).not.toContain(token);
  return { error: outcome.error as Error & { hint?: string }, asked, standIn };
}

test('every call of the product stands in the table, and every one of the table has a row here', () => {
  expect(Object.keys(rows).sort()).toEqual([...names].sort());
  const folder = join(__dirname, '../../lib');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const asking = files.filter((file) => /octokit\s*\.|\boctokit\(/.test(readFileSync(join(folder, file), 'utf8')));
  expect(asking).toEqual(['github/calls/github-calls.ts']);
  const naming = files.filter((file) =>
    /(GET|POST|PATCH|PUT|DELETE) (\/repos|\$\{repo\})/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(naming).toEqual(['github/calls/call-table.ts']);
});

describe.each(names)('the call %s', (name) => {
  const call: (typeof callTable)[CallName] = callTable[name];
  const once = 'onceOnly' in call;

  test('is made, and its answer understood', async () => {
    const { outcome, asked } = await play(name, undefined);
    expect(outcome).toEqual({ result: rows[name].good });
    expect(asked).toBeGreaterThan(0);
  });

  test('refused with 403 names the right that the token lacks', async () => {
    const { error, asked } = await failure(name, { status: 403, body: { message: 'Resource not accessible' } });
    expect(error).toMatchObject({ code: 'github-right-missing', fault: 'world' });
    if (call.right !== 'none') expect(error.message).toContain(call.right);
    expect(error.hint).toContain('GITHUB_TOKEN');
    expect(asked).toBe(1);
  });

  test('answered with 404 reports what is not there', async () => {
    const expected = rows[name].notFound ?? { code: 'github-not-found' };
    const answer: OddAnswer = { status: 404, body: { message: 'Not Found' } };
    if ('result' in expected) {
      expect((await play(name, answer)).outcome).toEqual(expected);
    } else {
      expect((await failure(name, answer)).error).toMatchObject({ code: expected.code, fault: 'world' });
    }
  });

  test('rejected with 422 says what GitHub says, at once', async () => {
    const errors = [{ resource: 'Thing', field: 'ref', code: 'missing_field' }];
    const { error, asked } = await failure(name, { status: 422, body: { message: 'Validation Failed', errors } });
    expect(error).toMatchObject({ code: 'github-rejected', fault: 'world' });
    expect(error.message).toMatch(/Validation Failed.*missing_field/);
    expect(asked).toBe(1);
  });

  test('limited with 429 waits within the budget and then says so', async () => {
    const { error, asked } = await failure(name, {
      status: 429,
      headers: { 'retry-after': '50' },
      body: { message: 'You have exceeded a secondary rate limit' },
    });
    expect(error).toMatchObject({ code: 'github-rate-limit', fault: 'world' });
    // The budget of 120 seconds allows two waits of 50 at the least.
    expect(asked).toBeGreaterThanOrEqual(3);
  });

  test.each<[string, OddAnswer]>([
    ['500', { status: 500, body: { message: 'oops' } }],
    ['a cut connection', { status: 0, cut: 'before' }],
  ])('answered with %s is repeated unless it would be made twice, and then says so', async (_what, answer) => {
    const { error, asked } = await failure(name, answer);
    expect(error).toMatchObject({ code: 'github-unavailable', fault: 'world' });
    expect(asked).toBe(once ? 1 : 4);
    expect(error.message.includes('it may have been made all the same')).toBe(once);
  });
});

test.each<[CallName, (standIn: StandInGitHub) => number]>([
  ['createComment', (standIn) => standIn.comments().length],
  ['createDeployment', (standIn) => standIn.deployments().length],
])('%s whose answer is lost is there once, and found by the next look', async (name, count) => {
  const { standIn } = await failure(name, { status: 0, cut: 'after' });
  expect(count(standIn)).toBe(2);
});

test('a pipeline whose start was not answered was started once', async () => {
  const { standIn } = await failure('startWorkflow', { status: 0, cut: 'after' });
  expect(standIn.dispatches()).toHaveLength(1);
});
