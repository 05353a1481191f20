import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { circleciJobsOf } from '../init/circleci-jobs-of';
import type { CiEvent, RunningJob } from '../init/commands-of-jobs';
import { githubJobsOf } from '../init/github-jobs-of';
import { type CiRun, type RanScript, runJobs } from './run-jobs';
import { openTeam, type Team } from './team';

const branch = 'feature/hello';
/** A hostile message of a commit. */
const hostile = 'Say hello <img src=x> @everybody `[click](http://evil.example)`';
const limitSeconds = 60;

const ways = [
  {
    provider: 'circleci',
    file: '.circleci/config.yml',
    jobsOf: (yaml: string, event: CiEvent) => circleciJobsOf(yaml, event),
  },
  { provider: 'github-actions', file: '.github/workflows/preview.yml', jobsOf: githubJobsOf },
] as const satisfies readonly {
  readonly provider: CiRun['provider'];
  readonly file: string;
  readonly jobsOf: (yaml: string, event: CiEvent) => RunningJob[];
}[];

function get(url: string): Promise<string> {
  const { port, host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: pathname, agent: false, headers: { host } }, (answer) =>
      text(answer).then(resolve, reject),
    )
      .on('error', reject)
      .end();
  });
}

/** The standard output of the last script; every one before it must have ended well. */
function lastOf(scripts: readonly RanScript[]): string {
  for (const { job, script, ran } of scripts) {
    if (ran.code !== 0) throw new Error(`${job}: ${script} ended with ${ran.code}\n${ran.stderr}${ran.stdout}`);
  }
  return scripts.at(-1)?.ran.stdout.trim() ?? '';
}

// Side by side, as much of the time goes by between the writes that GitHub is asked for.
test.concurrent.each(ways)(
  'a team on $provider that has nothing of ours yet writes its first files, pushes, sees its branch in the pull request, deletes it and reads that it is gone',
  async (way) => {
    const team = await openTeam();
    try {
      await liveFirstHour(team, way);
    } finally {
      await team.close();
    }
  },
  180_000,
);

async function liveFirstHour(team: Team, { provider, file, jobsOf }: (typeof ways)[number]): Promise<void> {
  const { github, folder } = team;
  const began = performance.now();

  // One command writes the files; again, it changes nothing.
  const address = `http://preview.localhost:${new URL(team.endpoint.url).port}`;
  const flags = ['--yes', '--account', '123456789012', '--region', 'eu-central-1', '--preview-domain', address];
  const init = () => team.program('init', ...flags, '--ci', provider);
  expect(await init()).toMatchObject({ code: 0, stdout: expect.stringContaining('deploy-application') });
  await team.git('add', '.');
  expect(await init()).toMatchObject({ code: 0 });
  expect(await team.git('diff', '--name-only')).toBe('');
  change(join(folder, 'preview-stacks.config.ts'), 'preview: {', 'preview: {\n    cleanup: { graceMinutes: 0 },');

  // A person deploys what previews share, and pushes a branch with a pull request.
  expect(await team.program('deploy-application')).toMatchObject({ code: 0 });
  await team.git('switch', '--quiet', '-c', branch);
  const commit = await team.push(branch, hostile);
  const number = github.openPullRequest(branch);
  const yaml = readFileSync(join(folder, file), 'utf8');
  const on = (event: CiEvent['event'], of: string) => jobsOf(yaml, { event, branch: of });
  const deployed = await runJobs(team, on('push', branch), { provider, branch, commit });
  const url = lastOf(deployed).split('\n').at(-1) ?? '';
  expect(await get(url)).toBe('Hello from preview');
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `${provider}: from init to the first preview in ${seconds.toFixed(1)} s (at most ${limitSeconds})\n`,
  );
  expect(seconds).toBeLessThan(limitSeconds);

  // The pull request says where it is, in one comment.
  const [comment, ...more] = github.comments(number);
  expect(more).toEqual([]);
  expect(comment?.body).toContain(url);
  expect(comment?.body).toContain(commit.slice(0, 7));
  // In a code span nothing is HTML, a link or a mention.
  expect(comment?.body).toContain(`\`\` ${hostile} \`\``);
  const environment = `preview/${new URL(url).hostname.split('.')[0]}`;
  const states = () => github.deployments(environment).map(({ statuses }) => statuses.at(-1)?.state);
  expect(states()).toEqual(['success']);
  expect(github.statuses(commit).at(-1)).toMatchObject({ state: 'success' });

  // The branch is merged: staging runs the bytes of main. Then it is deleted, and the next cleanup takes the preview away.
  await team.git('switch', '--quiet', 'main');
  await team.git('merge', '--quiet', '--no-ff', '-m', 'Merge', branch);
  const merged = await team.push('main', 'Previews for all');
  const staged = await runJobs(team, on('push', 'main'), { provider, branch: 'main', commit: merged });
  expect(await get(lastOf(staged).split('\n').at(-1) ?? '')).toBe('Hello from staging');

  // A second pull request of the branch, opened when all is deployed, gets its comment too: at once on GitHub Actions, within the hour on CircleCI.
  const later = github.openPullRequest(branch);
  const telling =
    provider === 'circleci'
      ? await runJobs(team, on('schedule', 'main'), { provider, branch: 'main', commit: merged })
      : await runJobs(team, on('pull-request', branch), { provider, branch, commit, pullRequest: later });
  lastOf(telling);
  expect(github.comments(later).map(({ body }) => body)).toEqual([expect.stringContaining(url)]);
  expect(github.comments(number)).toHaveLength(1);

  for (const one of [number, later]) github.closePullRequest(one);
  github.delete(branch);
  const gone = provider === 'circleci' ? on('schedule', 'main') : on('delete', 'main');
  const cleaned = await runJobs(team, gone, { provider, branch: 'main', commit: merged });
  expect(lastOf(cleaned)).toContain('0 left');
  expect(github.comments(number)).toHaveLength(1);
  expect(github.comments(number)[0]?.body).toMatch(/gone/i);
  expect(github.comments(number)[0]?.body).not.toContain(url);
  expect(github.comments(later).map(({ body }) => body)).toEqual([expect.stringMatching(/gone/i)]);
  expect(states()).toEqual(['inactive']);
  expect(await get(url)).not.toBe('Hello from preview');
}

function change(path: string, from: string, to: string): void {
  const before = readFileSync(path, 'utf8');
  if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(path, before.replace(from, to));
}
