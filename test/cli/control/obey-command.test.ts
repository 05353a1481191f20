import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as obey } from '../../../lib/cli/commands/team/obey';
import { openSession } from '../../../lib/cli/compose/open-session';
import { builds } from '../../../lib/cli/steer/build';
import type { Steering } from '../../../lib/cli/steer/steering';
import { StandInGitHub } from '../../fakes/stand-in-github';
import { TerminalStandIn } from '../terminal-stand-in';

let folder: string;
let github: StandInGitHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-obey-'));
  github = await StandInGitHub.start();
});
afterAll(async () => {
  await github.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A job of GitHub Actions on the default branch, of a team with these settings. */
async function job(staging: object, env: Readonly<Record<string, string>> = {}) {
  const settings = {
    ...{ project: 'shop', github: github.fullName, base: { region: 'eu-central-1' } },
    staging: { host: 'staging.acme.dev', ...staging },
    preview: { previewDomain: 'preview.acme.dev' },
  };
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(settings));
  const given = { PATH: process.env.PATH, GITHUB_API_URL: github.url, ...env };
  return { terminal: new TerminalStandIn(), env: given, cwd: folder, signal: new AbortController().signal };
}

const circleCi = {
  provider: 'circleci',
  organizationId: '0a1b2c3d-0000-4000-8000-000000000001',
  projectId: '0a1b2c3d-0000-4000-8000-000000000002',
};
const asked = { ci: { provider: 'github-actions' }, control: {} };

test('without control in the settings nothing is done', async () => {
  await expect(obey(await job({}, { GITHUB_TOKEN: 'token' }), {})).rejects.toMatchObject({
    ...{ code: 'control-off', fault: 'user', hint: expect.stringContaining('control: {}') },
  });
});

test('without a token nothing is done', async () => {
  await expect(obey(await job(asked), {})).rejects.toMatchObject({ code: 'control-without-github', fault: 'user' });
  expect(github.requests).toEqual([]);
});

test('a job that no comment started does nothing', async () => {
  await expect(obey(await job(asked, { GITHUB_TOKEN: 'token' }), {})).rejects.toMatchObject({
    ...{ code: 'comment-event-unreadable', fault: 'user' },
  });
});

test.each([
  ['a branch that is not there', 'nowhere', /There is no branch nowhere/, asked.ci],
  ['a branch that gets no preview', 'docs-no-infra', /\*-no-infra get no preview/, asked.ci],
  ['a branch on a CircleCI without a token', 'login', /CIRCLECI_TOKEN is not set/, circleCi],
  ['a branch on a GitHub without a token', 'login', /GITHUB_TOKEN is not set/, asked.ci],
])('the pipeline of %s is not started', async (_, branch, because, ci) => {
  const invocation = await job({ ci }, { GITHUB_TOKEN: 'token' });
  for (const name of ['main', 'docs-no-infra', 'login']) github.push(name);
  const steering: Steering = {
    ...{ invocation, session: await openSession(invocation, {}), progress: { emit: () => undefined } },
    ...{ outputs: undefined, pricesOf: () => ({ region: 'eu-central-1', find: () => undefined }) as never },
    isPublic: false,
    ...{ word: '/preview', publicLogs: false },
  };
  await expect(builds(steering).rebuild(branch, { verb: 'rebuild' })).rejects.toMatchObject({
    ...{ code: 'pipeline-refused', fault: 'user', message: expect.stringMatching(because) },
  });
  expect(github.dispatches()).toEqual([]);
});
