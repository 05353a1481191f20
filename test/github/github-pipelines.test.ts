import { inspect } from 'node:util';
import type { PreviewError } from '../../lib/errors';
import { gitHubWorlds } from '../contracts/forge/github-world';
import type { StandInGitHub } from '../fakes/stand-in-github';

const open = gitHubWorlds();

async function refusal(prepare: (standIn: StandInGitHub) => void, branch = 'login') {
  const { github, standIn } = await open();
  standIn.push('login');
  prepare(standIn);
  const error = await github.pipelines.start(branch).then(
    () => undefined,
    (thrown: PreviewError) => thrown,
  );
  expect(error).toMatchObject({ code: 'pipeline-not-started', fault: 'world' });
  expect(inspect(error, { depth: 10 })).not.toContain('ghs_secretsecret');
  expect(standIn.dispatches()).toEqual([]);
  return { message: error?.message ?? '', hint: error?.hint ?? '' };
}

test('what is started is the workflow that a push starts, on the branch and on no tag of its name', async () => {
  const { github, standIn } = await open();
  standIn.push('login');
  const { url } = await github.pipelines.start('login');
  expect(standIn.received.at(-1)).toEqual({
    method: 'POST',
    path: '/repos/acme/shop/actions/workflows/preview.yml/dispatches',
    body: { ref: 'refs/heads/login', return_run_details: true },
  });
  expect(url).toBe(`${standIn.url}/acme/shop/actions/runs/${standIn.dispatches()[0]?.runId}`);
});

test.each<[string, (standIn: StandInGitHub) => void, RegExp, RegExp]>([
  [
    'no such file on the default branch',
    (standIn) => standIn.workflows.clear(),
    /knows no/,
    /default branch.*actions: write/,
  ],
  [
    'the file of the branch cannot be started by hand',
    (standIn) => standIn.workflows.set('preview.yml', new Set(['main'])),
    /does not have 'workflow_dispatch' trigger/,
    /workflow_dispatch:.*preview\.yml on login/,
  ],
  ['the branch is not pushed', (standIn) => standIn.delete('login'), /No ref found/, /^Push login/],
  [
    'the token may not',
    (standIn) => standIn.denied.add('actions'),
    /lacks `actions: write`/,
    /GITHUB_TOKEN `actions: write`/,
  ],
  [
    'a disabled workflow',
    (standIn) => {
      const message = "Cannot trigger a 'workflow_dispatch' on a disabled workflow";
      standIn.odd = () => ({ status: 422, body: { message } });
    },
    /disabled workflow/,
    /switched on/,
  ],
  [
    'a proxy that answers',
    (standIn) => {
      standIn.odd = () => ({ status: 202, body: {} });
    },
    /not GitHub's/,
    /proxy/,
  ],
])('where %s, it says so and what to do', async (_, prepare, message, hint) => {
  const error = await refusal(prepare);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
});

test('a start that was not answered may have happened, and is not repeated', async () => {
  const { github, standIn } = await open();
  standIn.push('login');
  standIn.odd = () => ({ status: 500, cut: 'after' });
  await expect(github.pipelines.start('login')).rejects.toThrow(/it may have been made all the same/);
  expect(standIn.dispatches()).toHaveLength(1);
});

test('a server that knows no details of runs is asked without them, and then no page is named', async () => {
  const { github, standIn } = await open();
  standIn.push('login');
  const message = 'Invalid request.\n\n"return_run_details" is not a permitted key.';
  standIn.odd = ({ count }) =>
    count === 1 ? { status: 422, body: { message: message.replaceAll('\n', ' ') } } : undefined;
  expect(await github.pipelines.start('login')).toEqual({ ci: 'GitHub Actions' });
  expect(standIn.dispatches()).toHaveLength(1);
});

test.each([undefined, null, 7, 'javascript:alert(1)', 'runs/7'])(
  'a page that is no web address, %j, is not named',
  async (page) => {
    const { github, standIn } = await open();
    standIn.odd = () => ({ status: 200, body: { html_url: page } });
    expect(await github.pipelines.start('login')).toEqual({ ci: 'GitHub Actions' });
  },
);
