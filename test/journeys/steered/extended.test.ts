import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../../../scripts/demo/visit';
import { StandInGitHub } from '../../fakes/stand-in-github';
import { extension, server, settings } from '../extended/app';
import { openParcels, type ParcelsWorkshop } from '../parcels-workshop';

const branch = 'mail-lists';
const commits: string[] = [];
let parcels: ParcelsWorkshop;
let github: StandInGitHub;
let pullRequest: number;
let url: string;

/** Runs a command that ends well; its standard output. */
async function run(...args: string[]): Promise<string> {
  const env = { GITHUB_API_URL: github.url, GITHUB_TOKEN: 'token' };
  const { code, stdout, stderr } = await parcels.previewStacksWith(env, ...args);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Somebody comments, and the program does what the workflow of comments has it do. */
async function ask(body: string) {
  const { id, file } = github.commented({ login: 'ann', body, number: pullRequest });
  const job = {
    ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN: 'token', GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ann' },
    ...{ GITHUB_REF: 'refs/heads/main', GITHUB_SHA: parcels.git('rev-parse', 'main') },
    ...{ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file },
  };
  const { code, stdout, stderr } = await parcels.previewStacksWith(job, 'obey');
  const ours = github.comments(pullRequest).filter(({ author }) => author.login === 'preview-bot[bot]');
  expect({ comments: ours.length, stderr }).toMatchObject({ comments: 1 });
  const reactions = github.reactions(id).map((one) => one.split(' ')[0]);
  return { code, stdout, stderr, reactions, comment: ours[0]?.body ?? '' };
}

const done = { code: 0, reactions: ['eyes', 'rocket'] };
const answered = async (path: string) => (await visit(url + path)).body;

beforeAll(async () => {
  parcels = await openParcels();
  github = await StandInGitHub.start();
  github.roles.set('ann', 'write');
  pullRequest = github.openPullRequest(branch, { author: 'ann' });
  const folder = parcels.git('rev-parse', '--show-toplevel');
  mkdirSync(join(folder, 'infra'));
  const controlled = settings
    .replace("project: 'parcels',", `project: 'parcels',\n  github: '${github.fullName}',`)
    .replace(/ {4}rights: .*\n/, '')
    .replace("branch: 'main',", "branch: 'main', ci: { provider: 'github-actions' }, control: {},");
  // The default branch extends nothing: what it would add to another branch's stack is not this.
  const files = {
    'web/server.ts': server,
    'preview-stacks.config.ts': controlled,
    'infra/preview.ts': 'export default () => undefined;\n',
  };
  const push = (name: string, message: string, written: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(written)) writeFileSync(join(folder, file), text);
    parcels.git('add', '--all');
    parcels.git('commit', '--quiet', '-m', message);
    parcels.git('push', '--quiet', '-u', 'origin', name);
    github.push(name, parcels.git('rev-parse', 'HEAD'));
  };
  push('main', 'The app', files);
  await run('deploy-application', '--target', 'staging');
  parcels.git('switch', '--quiet', '-c', branch);
  for (const word of ['well', 'very well', 'best']) {
    push(branch, word, {
      'web/server.ts': server.replace("async () => 'well'", `async () => '${word}'`),
      'infra/preview.ts': extension(),
    });
    commits.push(parcels.git('rev-parse', '--short=8', 'HEAD'));
    await run('deploy');
  }
  const { host } = JSON.parse(await run('name', '--branch', branch, '--json'));
  url = `http://${host}:${new URL(parcels.endpoint.endpoint).port}`;
  expect([await answered('/health'), await answered('/write')]).toEqual(['best', 'written']);
  // The job of a comment has the files of the default branch.
  parcels.git('switch', '--quiet', 'main');
}, 240_000);
afterAll(async () => {
  await github?.stop();
  await parcels?.close();
});

test('a comment takes a branch back, and what its own extension made stays as it is', async () => {
  const [, before, now] = commits;
  const asked = await ask('/preview rollback');
  expect(asked).toMatchObject(done);
  expect(asked.comment).toContain(`\`${branch}\` is back from \`${now}\` to \`${before}\``);
  expect([await answered('/health'), await answered('/read')]).toEqual(['very well', branch]);
  expect(parcels.endpoint.world.queues.list()).toHaveLength(1);
}, 120_000);

test('a comment names the version that it wants', async () => {
  const [first, before] = commits;
  const asked = await ask(`/preview rollback ${first}`);
  expect(asked).toMatchObject(done);
  expect(asked.comment).toContain(`\`${branch}\` is back from \`${before}\` to \`${first}\``);
  expect([await answered('/health'), await answered('/read')]).toEqual(['well', branch]);
  expect(await ask('/preview rollback 0000000')).toMatchObject({ code: 0, reactions: ['eyes', 'confused'] });
}, 120_000);

test('a comment takes it all away, and the audit still says who asked for what', async () => {
  const asked = await ask('/preview destroy');
  expect(asked).toMatchObject(done);
  expect(asked.comment).toMatch(/Preview: gone/);
  expect(parcels.endpoint.world.queues.list()).toEqual([]);
  expect(await run('cleanup')).toContain('There are no previews');
  const { acts } = JSON.parse(await run('audit', '--json')) as { acts: Record<string, unknown>[] };
  expect(acts.map(({ asked: words, by, branch: of, state }) => [words, by, of, state])).toEqual([
    ['rollback', 'ann', branch, 'done'],
    [`rollback ${commits[0]}`, 'ann', branch, 'done'],
    ['rollback 0000000', 'ann', branch, 'refused'],
    ['destroy', 'ann', branch, 'done'],
  ]);
}, 120_000);
