import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parse } from 'yaml';
import { circleciText } from '../../lib/init/circleci/text';
import { githubActionsText } from '../../lib/init/github-actions/text';
import { circleciJobsOf, evaluate } from './circleci-jobs-of';
import { type CiEvent, callsOf, type RunningJob, scriptsOf } from './commands-of-jobs';
import { githubJobsOf } from './github-jobs-of';
import { sample } from './samples';

const node = 'Node with npm';
const names = (jobs: readonly RunningJob[]) => jobs.map(({ name }) => name);
const circleci = async (event: CiEvent, schedules?: 'trigger') =>
  circleciJobsOf(circleciText((await sample(node)).plan), event, schedules);
const github = async (event: CiEvent) => githubJobsOf(githubActionsText((await sample(node)).plan), event);
/** What the jobs call our program with. */
const calls = (jobs: readonly RunningJob[]) =>
  scriptsOf(jobs)
    .flatMap(callsOf)
    .map((args) => args.join(' '));
/** As GitHub names the branch of an entry of its merge queue. */
const queued = `gh-readonly-queue/main/pr-104-${'0a'.repeat(20)}`;
const lock = 'production-branch-deploy-lock';
/** Branches that get tests and no preview. */
const untaken = ['docs-no-infra', 'feature/x-no-infra', queued, 'mergify/merge-queue/0a1b2c', 'trunk-merge/pr-7/0a1b'];
const bundles = '.preview-stacks/bundles';

describe('on CircleCI', () => {
  test('a branch is built and tested once, and its preview gets those bytes', async () => {
    const jobs = await circleci({ event: 'push', branch: 'feature/login' });
    expect(names(jobs)).toEqual(['build', 'preview']);
    expect(scriptsOf(jobs)).toEqual([
      'npm ci',
      'npm test',
      `npx preview-stacks bundle --out ${bundles}`,
      'npm ci',
      `npx preview-stacks deploy --bundle ${bundles}`,
    ]);
  });

  test("the staging branch takes staging's role, any other that of previews", async () => {
    const roles = async (branch: string) =>
      (await circleci({ event: 'push', branch }))
        .flatMap(({ steps }) => steps)
        .filter(({ text }) => text === 'aws-cli/setup')
        .map((step) => step.with.role_arn);
    expect(await roles('main')).toEqual(['$STAGING_ROLE_ARN']);
    expect(await roles('feature/login')).toEqual(['$PREVIEW_ROLE_ARN']);
    expect(await roles('production')).toEqual(['$PRODUCTION_ROLE_ARN']);
  });

  test('the production branch promotes, and builds nothing', async () => {
    const jobs = await circleci({ event: 'push', branch: 'production' });
    expect(names(jobs)).toEqual(['production']);
    expect(calls(jobs)).toEqual(['deploy --promote']);
  });

  test.each(untaken)('D09 %s is built and tested, and not deployed', async (branch) => {
    const jobs = await circleci({ event: 'push', branch });
    expect(names(jobs)).toEqual(['build']);
    expect(scriptsOf(jobs)).toContain('npm test');
  });

  test('D09 a lock of github/branch-deploy starts no job', async () => {
    expect(await circleci({ event: 'push', branch: lock })).toEqual([]);
  });

  test("a fork's pull request is built, and never deployed", async () => {
    expect(names(await circleci({ event: 'push', branch: 'pull/123' }))).toEqual(['build']);
  });

  test("a fork's pull request does not even build where the build needs a role", async () => {
    const { plan } = await sample('Docker', { artifact: 'image' });
    expect(circleciJobsOf(circleciText(plan), { event: 'push', branch: 'pull/123' })).toEqual([]);
  });

  test.each([
    ['the cron in the file', undefined],
    ['a schedule trigger', 'trigger' as const],
  ])('%s cleans up every hour, and does nothing else', async (_, schedules) => {
    const jobs = await circleci({ event: 'schedule', branch: 'main' }, schedules);
    expect(calls(jobs)).toEqual(['cleanup --execute']);
  });

  test('a pipeline that is started for it cleans up, and deploys nothing', async () => {
    expect(calls(await circleci({ event: 'dispatch', branch: 'main' }))).toEqual(['cleanup --execute']);
  });

  test('T42 each branch has a serial group of its own, and one that no key can hold gets one for each pipeline', async () => {
    const workflows = parse(circleciText((await sample(node)).plan)).workflows['shop-push'].jobs as Record<
      string,
      Record<string, string>
    >[];
    const key = workflows.flatMap(Object.values).find(({ name }) => name === 'preview')?.['serial-group'] ?? '';
    const [, pattern = ''] = / matches \/(.*)\/ and pipeline\.git\.branch\) or pipeline\.id >>$/.exec(key) ?? [];
    expect(key.startsWith('<< pipeline.project.slug >>/shop/preview/<< ((pipeline.git.branch or "") matches ')).toBe(
      true,
    );
    const allowed = new RegExp(pattern);
    for (const branch of ['main', 'feature/a-b', 'v1.2_3', 'A/B.c-d']) expect(branch).toMatch(allowed);
    for (const branch of ['', 'a b', 'a#b', 'ä', '💥', "it's", 'a,b', 'a;b']) expect(branch).not.toMatch(allowed);
    // Whatever passes is of the characters that CircleCI's reference names.
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => !allowed.test(name) || /^[A-Za-z0-9._/-]+$/.test(name)),
    );
  });

  test('every job that deploys has a serial group and the context', async () => {
    const { workflows } = parse(circleciText((await sample(node)).plan)) as {
      workflows: Record<string, { jobs: Record<string, Record<string, unknown>>[] }>;
    };
    const invocations = Object.values(workflows).flatMap(({ jobs }) => jobs.flatMap((job) => Object.entries(job)));
    for (const [job, invocation] of invocations) {
      expect([job, invocation.context, typeof invocation['serial-group']]).toEqual(
        job === 'build' ? [job, undefined, 'undefined'] : [job, 'preview-stacks', 'string'],
      );
    }
  });
});

describe('on GitHub Actions', () => {
  test('a branch is built and tested once, and its preview gets those bytes', async () => {
    const jobs = await github({ event: 'push', branch: 'feature/login' });
    expect(names(jobs)).toEqual(['build', 'deploy']);
    expect(calls(jobs)).toEqual([`bundle --out ${bundles}`, `deploy --bundle ${bundles}`]);
  });

  test('the production branch promotes, and builds nothing', async () => {
    const jobs = await github({ event: 'push', branch: 'production' });
    expect(names(jobs)).toEqual(['promote']);
    expect(calls(jobs)).toEqual(['deploy --promote']);
  });

  test.each([
    ['a lock of github/branch-deploy', { event: 'push', branch: lock }],
    ["a push to the queue's branch, for which GitHub tells of the group", { event: 'push', branch: queued }],
    ['Dependabot', { event: 'push', branch: 'dependabot/npm/a', actor: 'dependabot[bot]' }],
    ['a fork', { event: 'push', branch: 'main', repository: 'somebody/shop' }],
    ['a fork, every hour', { event: 'schedule', branch: 'main', repository: 'somebody/shop' }],
    ['a deleted tag', { event: 'delete', branch: 'main', refType: 'tag' }],
    ['a pull request of a fork', { event: 'pull-request', branch: 'fix', head: 'somebody/shop' }],
    ['a pull request of Dependabot', { event: 'pull-request', branch: 'dependabot/npm/a', actor: 'dependabot[bot]' }],
    ['a pull request that needs nothing', { event: 'pull-request', branch: 'docs-no-infra' }],
    ["a pull request that is Mergify's own", { event: 'pull-request', branch: 'mergify/merge-queue/0a1b2c' }],
    ['a branch that Dependabot deletes', { event: 'delete', branch: 'main', actor: 'dependabot[bot]' }],
  ] as const)('%s starts no job', async (_, event) => {
    expect(await github(event)).toEqual([]);
  });

  test.each(untaken)('D09 %s is built and tested, and not deployed', async (branch) => {
    const jobs = await github({ event: branch === queued ? 'merge-group' : 'push', branch });
    expect(names(jobs)).toEqual(['build']);
    expect(scriptsOf(jobs)).toContain('npm test');
  });

  test.each(['push', 'delete', 'schedule', 'dispatch'] as const)(
    'after a rename %s does not pass in silence: one job fails and says why, and nothing else runs',
    async (event) => {
      const jobs = await github({ event, branch: 'main', repository: 'acme/store', fork: false });
      expect(names(jobs)).toEqual(['other-repository']);
      const [script = ''] = scriptsOf(jobs);
      const ran = spawnSync('bash', ['-e', '-c', script], {
        env: { PATH: process.env.PATH, GITHUB_REPOSITORY: 'acme/store' },
      });
      expect(ran.status).toBe(1);
      expect(`${ran.stdout}`).toMatch(
        /^::error::Every other job was skipped: they are for acme\/shop, and this repository is acme\/store\. .*docs\/renaming\.md/,
      );
    },
  );

  // Scheduled runs have had the repository in their event since 2022-09-27 (GitHub's changelog of that day).
  test.each([
    ['a fork', { event: 'push', repository: 'somebody/shop', fork: true }],
    [
      'a run of which GitHub does not say whether it is in a fork',
      { event: 'schedule', repository: 'acme/store', fork: 'unknown' },
    ],
    ['a pull request', { event: 'pull-request', repository: 'acme/store', fork: false }],
  ] as const)('%s is silent under another name', async (_, event) => {
    expect(await github({ ...event, branch: 'main' })).toEqual([]);
  });

  test('says so in any place, as it checks nothing out', async () => {
    const text = githubActionsText({ ...(await sample(node)).plan, place: 'apps/shop' });
    expect(parse(text).jobs['other-repository'].steps).toMatchObject([{ 'working-directory': '.' }]);
  });

  test('where settings name no repository on GitHub no job asks for a name', async () => {
    const { github: _, ...plan } = (await sample(node)).plan;
    const text = githubActionsText(plan);
    expect(parse(text).jobs).not.toHaveProperty('other-repository');
    const jobs = githubJobsOf(text, { event: 'schedule', branch: 'main', repository: 'acme/store', fork: false });
    expect(calls(jobs)).toEqual(['cleanup --execute']);
  });

  test.each(['delete', 'schedule'] as const)('%s cleans up, and does nothing else', async (event) => {
    expect(calls(await github({ event, branch: 'main' }))).toEqual(['cleanup --execute']);
  });

  test('a pull request that is opened gets the address of the preview from a job without rights on AWS', async () => {
    const jobs = await github({ event: 'pull-request', branch: 'feature/login' });
    expect(calls(jobs)).toEqual(['announce']);
    const workflow = parse(githubActionsText((await sample(node)).plan));
    expect(workflow.jobs.announce.permissions).toEqual({
      contents: 'read',
      deployments: 'read',
      'pull-requests': 'write',
    });
  });

  test('somebody can run it by hand: for a branch its preview, for the default branch cleanup, too', async () => {
    expect(names(await github({ event: 'dispatch', branch: 'feature/login' }))).toEqual(['build', 'deploy']);
    expect(names(await github({ event: 'dispatch', branch: 'main' }))).toEqual(['build', 'deploy', 'cleanup']);
    expect(names(await github({ event: 'dispatch', branch: 'x-no-infra' }))).toEqual(['build']);
  });

  test('no script holds anything that GitHub evaluates, so that no name of a branch becomes a command', async () => {
    for (const artifact of ['source', 'image']) {
      const text = githubActionsText((await sample(node, { artifact })).plan);
      const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> };
      const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
      expect(scripts.length).toBeGreaterThan(5);
      for (const script of scripts) expect(script).not.toContain('$' + '{{');
    }
  });

  test('jobs have no rights but those that they name, keep no credentials of git, and deploys of a branch wait for each other', async () => {
    const workflow = parse(githubActionsText((await sample(node)).plan));
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.build.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.cleanup.permissions).not.toHaveProperty('statuses');
    expect(workflow.jobs.deploy.concurrency).toEqual({
      group: 'preview-stacks-shop-$' + '{{ github.ref }}',
      'cancel-in-progress': false,
    });
    const { 'other-repository': elsewhere, ...others } = workflow.jobs;
    expect(elsewhere).not.toHaveProperty('permissions');
    expect(elsewhere.steps).toHaveLength(1);
    for (const job of Object.values(others) as { steps: { uses?: string; with?: object }[] }[]) {
      expect(job.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toMatchObject({
        'persist-credentials': false,
      });
    }
  });
});

describe('either', () => {
  test('builds an image once, and gives it to the bundle by its digest', async () => {
    const { plan } = await sample('Docker', { artifact: 'image' });
    const push = { event: 'push', branch: 'login' } as const;
    for (const jobs of [circleciJobsOf(circleciText(plan), push), githubJobsOf(githubActionsText(plan), push)]) {
      const [build, deploy] = jobs.map((job) => scriptsOf([job]));
      expect(build?.join('\n')).toContain('docker build');
      expect(build?.at(-1)).toBe(`IMAGE="$(cat .preview-stacks/image)" npx preview-stacks bundle --out ${bundles}`);
      expect(deploy?.join('\n')).not.toContain('docker');
    }
  });

  test('works in the folder of the application', async () => {
    const { plan } = await sample('nothing', {}, (folder) => {
      folder.place = 'apps/<<web>>';
      folder.files.set('apps/<<web>>/package.json', '{ "scripts": { "start": "node ." } }');
    });
    const push = { event: 'push', branch: 'login' } as const;
    for (const jobs of [circleciJobsOf(circleciText(plan), push), githubJobsOf(githubActionsText(plan), push)]) {
      const folders = jobs.flatMap(({ steps }) =>
        steps.filter(({ kind }) => kind === 'script').map(({ folder }) => folder),
      );
      expect(new Set(folders)).toEqual(new Set(['apps/<<web>>']));
    }
  });

  test('has no production where that is the name of the default branch', async () => {
    const { plan } = await sample(node, {}, (folder) => {
      folder.facts = { ...folder.facts, defaultBranch: 'production' };
    });
    const push = { event: 'push', branch: 'production' } as const;
    expect(names(circleciJobsOf(circleciText(plan), push))).toEqual(['build', 'staging']);
    expect(names(githubJobsOf(githubActionsText(plan), push))).toEqual(['build', 'deploy']);
  });
});

test('the evaluator of conditions refuses what it does not know', () => {
  expect(() => evaluate('pipeline.git.tag == "v1"', {})).toThrow('pipeline.git.tag');
});
