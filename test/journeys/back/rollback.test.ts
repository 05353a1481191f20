import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign, visit } from '../../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';

interface Listed {
  readonly running: { readonly commit: string };
  readonly deploys: readonly {
    readonly number?: number;
    readonly commit: string;
    readonly subject: string;
    readonly by?: string;
    readonly data: string;
    readonly runs: boolean;
    readonly back?: { readonly from: string; readonly to: string };
  }[];
}

let journey: Journey;
let url: string;
const commits: string[] = [];
const person = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Ada' };

beforeAll(async () => {
  journey = await openJourney();
  for (const stage of ['staging', 'production']) {
    expect(await journey.run(['deploy-application', '--target', stage])).toMatchObject({ code: 0 });
  }
}, 120_000);
afterAll(() => journey?.close());

const history = async (...args: string[]) => answerOf<Listed>(await journey.run(['history', '--json', ...args]));

/** Another heading on the page, committed, pushed and deployed. */
async function deployed(heading: string): Promise<string> {
  const { folder, git } = journey.workshop;
  const page = join(folder, 'src', 'page.ts');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/heading = '[^']*'/, `heading = '${heading}'`));
  await git('commit', '--quiet', '-am', heading);
  await git('push', '--quiet', '-u', 'origin', 'HEAD');
  commits.push((await git('rev-parse', 'HEAD')).trim());
  return urlOf(await journey.run(['deploy'], person));
}

test('three deploys are listed, and a rollback brings the one before back with the data as they are', async () => {
  await journey.workshop.git('switch', '--quiet', '-c', 'guests');
  for (const heading of ['One', 'Two', 'Three']) url = await deployed(heading);
  expect((await sign(url, 'Grace', 'written with three')).status).toBeLessThan(400);
  const before = await history();
  expect(before.deploys.map(({ number, subject, by, data, runs }) => ({ number, subject, by, data, runs }))).toEqual([
    { number: 1, subject: 'Three', by: 'Ada', data: 'kept', runs: true },
    { number: 2, subject: 'Two', by: 'Ada', data: 'kept', runs: false },
    { number: 3, subject: 'One', by: 'Ada', data: 'seeded', runs: false },
  ]);

  const ran = await journey.run(['rollback'], person);
  expect(urlOf(ran)).toBe(url);
  expect(ran.stderr).toContain('Migrations stay');
  const page = (await visit(url)).body;
  expect(page).toContain('Two');
  expect(page).toContain('written with three');
  const picture = /src="(\/pictures\/[^"]+)"/.exec(page)?.[1] ?? '';
  expect((await visit(new URL(picture, url).href)).status).toBe(200);
  const after = await history();
  expect(after.running.commit).toBe(commits[1]);
  expect(after.deploys[0]).toMatchObject({
    runs: true,
    by: 'Ada',
    subject: 'Two',
    back: { from: commits[2], to: commits[1] },
  });
}, 240_000);

test('it goes on to a commit, refuses what runs, and the next push deploys forward', async () => {
  const to = (version: string) => journey.run(['rollback', '--to', version]);
  expect(urlOf(await to(commits[0]?.slice(0, 8) ?? ''))).toBe(url);
  expect((await visit(url)).body).toContain('One');
  const again = await to(commits[0] ?? '');
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('version-runs') });
  expect(await to('fffffff')).toMatchObject({ code: 2, stderr: expect.stringContaining('version-not-listed') });
  await deployed('Four');
  const page = (await visit(url)).body;
  expect(page).toContain('Four');
  expect(page).toContain('written with three');
  const listed = await journey.run(['history']);
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/runs now/) });
  expect(listed.stdout.split('\n').filter((line) => line.includes('back from'))).toHaveLength(2);
}, 240_000);

test('production goes back only with a yes', async () => {
  const { git } = journey.workshop;
  await git('push', '--quiet', 'origin', `${commits[0]}:refs/heads/production`);
  await git('switch', '--quiet', '-c', 'production', commits[0] ?? '');
  urlOf(await journey.run(['deploy']));
  await git('merge', '--quiet', '--ff-only', commits[1] ?? '');
  await git('push', '--quiet', 'origin', 'production');
  const production = urlOf(await journey.run(['deploy']));
  const refused = await journey.run(['rollback', '--target', 'production']);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  expect((await visit(production)).body).toContain('Two');
  expect(urlOf(await journey.run(['rollback', '--target', 'production', '--yes']))).toBe(production);
  expect((await visit(production)).body).toContain('One');
}, 240_000);
