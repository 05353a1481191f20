import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../../../scripts/demo/visit';
import { StandInGitHub } from '../../fakes/stand-in-github';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';
import { becomePlain, pushPlain } from '../plain-app';

const branch = 'naps';
let github: StandInGitHub;
let journey: Journey;
let pullRequest: number;
let url: string;

beforeAll(async () => {
  github = await StandInGitHub.start();
  github.roles.set('ann', 'admin');
  pullRequest = github.openPullRequest(branch);
  journey = await openJourney(becomePlain);
  const { folder, git } = journey.workshop;
  const file = join(folder, 'preview-stacks.config.js');
  await pushPlain(journey.workshop, branch);
  const settings = readFileSync(file, 'utf8')
    .replace("project: 'plain',", `project: 'plain', github: '${github.fullName}',`)
    .replace("branch: 'main',", "branch: 'main', ci: { provider: 'github-actions' }, control: {},");
  writeFileSync(file, settings);
  await git('commit', '--quiet', '-am', 'People are heard');
  github.push(branch, (await git('rev-parse', 'HEAD')).trim());
  expect(await journey.run(['deploy-application', '--target', 'staging'], ci())).toMatchObject({ code: 0 });
  await deploy();
}, 120_000);
afterAll(async () => {
  await journey?.close();
  await github?.stop();
});

const ci = () => ({ GITHUB_API_URL: github.url, GITHUB_TOKEN: 'token', GITHUB_ACTIONS: 'true' });

async function deploy(): Promise<void> {
  url = urlOf(await journey.run(['deploy', '--branch', branch], ci()));
}

/** Somebody comments: the comment, and what a job knows that it starts. */
function commented(words: string) {
  const { id, file } = github.commented({ login: 'ann', body: `/preview ${words}`, number: pullRequest });
  const env = {
    ...{ ...ci(), GITHUB_REF: 'refs/heads/main', GITHUB_SHA: '1'.repeat(40), GITHUB_ACTOR: 'ann' },
    ...{ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: file },
  };
  return { id, env };
}

/** Answers to one comment, in all comments of ours. */
function answersTo(id: number): number {
  const ours = github.comments(pullRequest).filter(({ author }) => author.login === 'preview-bot[bot]');
  expect(ours.length).toBeLessThanOrEqual(1);
  return ours.reduce((sum, { body }) => sum + body.split(`<!-- preview-stacks:answer ${id} `).length - 1, 0);
}

/** What the audit says of one comment, oldest act first. */
async function actsOf(id: number): Promise<readonly string[]> {
  const { acts } = answerOf<{ acts: { state: string; from: { comment: number } }[] }>(
    await journey.run(['audit', '--json'], ci()),
  );
  return acts.filter(({ from }) => from.comment === id).map(({ state }) => state);
}

const rows = [
  { words: 'sleep', answers: 503, undo: 'wake' },
  { words: 'destroy', answers: 404, undo: 'deploy' },
] as const;

test.each(rows)(
  'where the job of `/preview $words` is killed, the next comment goes on; the same one is not done twice',
  async ({ words, answers, undo }) => {
    const back = () => (undo === 'deploy' ? deploy() : journey.run(['wake', '--branch', branch], ci()));
    let { milliseconds } = await journey.run(['obey'], commented(words).env);
    await back();
    let kills = 0;
    let begun = 0;
    for (let round = 0; kills < 3 && round < 9; round += 1) {
      const { id, env } = commented(words);
      const cut = await journey.killed(['obey'], (milliseconds / 1000) * (0.15 + 0.8 * Math.random()), env);
      if (cut.code === 0) milliseconds *= 0.8;
      else kills += 1;
      const cutActs = (await actsOf(id)).length;
      begun += cut.code === 0 ? 0 : cutActs;
      // Where it was killed after it had taken the comment, running it again does nothing.
      await journey.run(['obey'], env);
      expect(answersTo(id)).toBe(1);
      expect((await actsOf(id)).filter((state) => state === 'done').length).toBeLessThanOrEqual(1);
      const next = commented(words);
      const again = await journey.run(['obey'], next.env);
      expect({ code: again.code, said: again.stderr }).toMatchObject({ code: 0 });
      expect((await visit(url)).status).toBe(answers);
      expect(answersTo(next.id)).toBe(1);
      expect(await actsOf(next.id)).toEqual(['done']);
      await back();
    }
    expect(kills).toBe(3);
    // Some were killed in the middle of the act, which the audit holds.
    expect(begun).toBeGreaterThan(0);
  },
  400_000,
);
