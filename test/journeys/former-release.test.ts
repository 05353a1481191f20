import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Endpoint,
  type Environment,
  packageRoot,
  previewStacks,
  run,
  startEndpoint,
} from '../../scripts/demo/program';
import { visit } from '../../scripts/demo/visit';
import { answerOf, refuseOldProgram, urlOf } from './journey';

/**
 * What a release of November 2026 left (commit 86fabcd): the data folder of its endpoint with both application stacks, production, staging and the
 * previews of `login` and `old-idea`, and the repository of the app. Logs and files that a start makes again were left out.
 */
const archive = join(packageRoot, 'test', 'fixtures', 'former-release.tar.gz');

const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-former-'));
const copy = join(folder, 'app');
const own: Environment = {
  ...{ PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' },
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
};
let endpoint: Endpoint;

const command = (...args: string[]) => previewStacks(args, { cwd: copy, env: { ...own, ...endpoint.variables } });

async function git(...args: string[]): Promise<void> {
  const ran = await run('git', args, { cwd: copy, env: own });
  if (ran.code !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
}

const outdated = 'an older release deployed the application stack of staging';

beforeAll(async () => {
  refuseOldProgram();
  expect(await run('tar', ['-xzf', archive, '-C', folder], { cwd: folder, env: own })).toMatchObject({ code: 0 });
  mkdirSync(copy);
  await git('clone', '--quiet', join('..', 'remote.git'), '.');
  // The tags of the stacks name the remote as that team wrote it.
  await git('remote', 'set-url', 'origin', '../remote.git');
  endpoint = await startEndpoint({ data: join(folder, 'data'), env: own });
}, 60_000);

afterAll(async () => {
  await endpoint?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('what an older release deployed is found, and its apps run again', async () => {
  const listed = answerOf<{ targets: { url: string }[] }>(await command('list', '--json'));
  expect(listed.targets).toHaveLength(4);
  for (const host of ['www', 'staging', 'login.preview', 'old-idea.preview']) {
    const { port } = new URL(endpoint.url);
    expect((await visit(`http://${host}.localhost:${port}/`)).body).toBe('the plain app');
  }
}, 60_000);

test('the records of then are listed with what they knew, and there is nothing older to go back to', async () => {
  interface Listed {
    readonly deploys: readonly { readonly number: number; readonly runs: boolean; readonly subject?: string }[];
  }
  const { deploys } = answerOf<Listed>(await command('history', '--branch', 'login', '--json'));
  expect(deploys).toMatchObject([{ number: 1, runs: true }]);
  expect(deploys[0]).not.toHaveProperty('subject');
  const ran = await command('rollback', '--branch', 'login');
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing-to-go-back-to') });
}, 60_000);

test('doctor says what to run', async () => {
  const ran = await command('doctor');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('preview-stacks deploy-application --target staging');
}, 60_000);

test('before that is done a preview, staging and production are deployed, with a word', async () => {
  for (const branch of ['login', 'main', 'production']) {
    await git('switch', '--quiet', branch);
    const ran = await command('deploy', '--branch', branch);
    expect(urlOf(ran)).toMatch(/^http:/);
    expect(ran.stderr).toContain('an older release deployed the application stack of');
  }
}, 120_000);

test('the stack of a branch that is gone is deleted by the rights of then', async () => {
  await git('push', '--quiet', 'origin', '--delete', 'old-idea');
  const ran = await command('cleanup', '--execute');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('1 preview deleted');
  expect(ran.stderr).toContain(outdated);
}, 120_000);

test('deploy-application brings both stages to this release, and nothing warns any more', async () => {
  for (const stage of ['staging', 'production']) {
    expect((await command('deploy-application', '--target', stage)).code).toBe(0);
  }
  for (const branch of ['login', 'main', 'production']) {
    await git('switch', '--quiet', branch);
    const ran = await command('deploy', '--branch', branch);
    expect(ran).toMatchObject({ code: 0, stderr: expect.not.stringContaining('older release') });
  }
  expect((await command('cleanup', '--execute')).stderr).not.toContain('older release');
}, 120_000);
