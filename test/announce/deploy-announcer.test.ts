import { PreviewError } from '../../lib/errors';
import type { Target } from '../../lib/naming/target';
import { AnnounceWorld, branch, commit, deployed, marker, running, url } from './announce-world';

let world: AnnounceWorld;
beforeEach(() => {
  world = new AnnounceWorld();
});

const preview = 'preview/login-page';
const context = 'preview-stacks/preview/login-page';
const unhealthy = new PreviewError('unhealthy', 'Not healthy after 15 min: web answers 500', {
  fault: 'world',
  hint: 'Fix the app.',
});
const interrupted = new PreviewError('interrupted', 'Interrupted; CloudFormation goes on by itself', { fault: 'user' });

describe('a deploy that goes well', () => {
  test('is in progress first, and a success with its URL and log in the end, everywhere', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const announcer = await world.started();
    expect(world.states(preview)).toEqual(['in_progress']);
    expect(world.commitStatuses.newest(commit, context)).toMatchObject({ state: 'pending' });
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### 🚧 Preview: deploying')]);
    expect(world.chat.posted).toEqual([]);

    const said = await announcer.ended(deployed);

    expect(said).toEqual({ deployment: 1, pullRequests: [pullRequest], commitStatus: true, chat: true, failed: [] });
    expect(world.events.at(-1)).toEqual({ kind: 'announced', ...said });
    expect(world.deployments.all()[0]).toMatchObject({
      request: { environment: preview, commit, production: false, transient: true },
      statuses: [
        { state: 'in_progress', logUrl: 'https://ci.acme.dev/jobs/7' },
        { state: 'success', url, logUrl: 'https://ci.acme.dev/jobs/7', description: 'Ready in 3 min 5 s' },
      ],
    });
    expect(world.commitStatuses.newest(commit, context)).toEqual({
      ...{ context, state: 'success', description: 'Ready in 3 min 5 s' },
      url: `${url}/`,
    });
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
    expect(world.chat.posted).toEqual([
      {
        title: 'shop: preview of login-page is ready',
        tone: 'good',
        lines: [
          { text: url, url: `${url}/` },
          { label: 'In', text: '3 min 5 s' },
          { label: 'Commit', text: '11111111 Add a login page' },
          { label: 'Pushed by', text: 'mona' },
          { text: 'Log of the run', url: 'https://ci.acme.dev/jobs/7' },
        ],
      },
    ]);
  });

  test('makes earlier deployments of its environment inactive, and of no other', async () => {
    await (await world.started()).ended(deployed);
    const other = { environment: 'preview/other', commit, description: '', production: false, transient: true };
    await world.deployments.create(other);
    await world.deployments.setStatus(2, { state: 'success', description: '' });
    const second = await world.started();
    expect(world.states(preview)).toEqual(['in_progress success', 'in_progress']);
    await second.ended(deployed);
    expect(world.states(preview)).toEqual(['in_progress success inactive', 'in_progress success']);
    expect(world.states('preview/other')).toEqual(['success']);
  });

  test('without a pull request has no comment, and still a deployment', async () => {
    const said = await (await world.started()).ended(deployed);
    expect(said).toMatchObject({ deployment: 1, pullRequests: [], failed: [] });
  });

  test('with two pull requests from its branch has a comment on both, and on none of a fork', async () => {
    const numbers = [world.pullRequests.open(branch), world.pullRequests.open(branch)];
    const fork = world.pullRequests.open(branch, { fork: true });
    const said = await (await world.started()).ended(deployed);
    expect([...(said?.pullRequests ?? [])].sort()).toEqual(numbers);
    for (const number of numbers) expect(world.comments(number)).toHaveLength(1);
    expect(world.comments(fork)).toEqual([]);
  });

  test.each<[Target['kind'], boolean]>([
    ['staging', false],
    ['production', true],
  ])('of %s has a deployment, a status and a message, and no comment', async (kind, production) => {
    const pullRequest = world.pullRequests.open(kind === 'staging' ? 'main' : 'production');
    const target = { kind } as Target;
    const said = await (await world.started(target)).ended(deployed);
    expect(said).toMatchObject({ deployment: 1, pullRequests: [], commitStatus: true, chat: true });
    expect(world.deployments.all()[0]?.request).toMatchObject({ environment: kind, production, transient: false });
    expect(world.commitStatuses.newest(commit, `preview-stacks/${kind}`)?.state).toBe('success');
    expect(world.comments(pullRequest)).toEqual([]);
    expect(world.chat.posted[0]?.title).toBe(`shop: ${kind} is ready`);
  });

  test('of a kept bundle is announced at its end, with the commit that the bundle was made of', async () => {
    const older = '2'.repeat(40);
    const announcer = world.announcer({ kind: 'production' }, true);
    announcer.emit({
      kind: 'deploy-started',
      target: { kind: 'production' },
      stackName: 'shop-production',
      commit,
      url,
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.deployments.calls).toEqual([]);
    await announcer.ended({ ...deployed, ...running, kind: 'deployed', commit: older });
    expect(world.deployments.all().map(({ request }) => request.commit)).toEqual([older]);
    expect(world.commitStatuses.all.map((one) => one.commit)).toEqual([older]);
    // The message of what is checked out says nothing of that commit.
    expect(world.chat.posted[0]?.lines).toContainEqual({ label: 'Commit', text: '22222222' });
  });

  test('says only what settings want', async () => {
    world.settings = { announce: { deployments: false, comment: false, commitStatus: false, slack: false } };
    world.pullRequests.open(branch);
    const said = await (await world.started()).ended(deployed);
    expect(said).toEqual({ pullRequests: [], commitStatus: false, chat: false, failed: [] });
    expect([...world.deployments.calls, ...world.pullRequests.calls, ...world.commitStatuses.all]).toEqual([]);
    expect(world.chat.posted).toEqual([]);
  });
});

describe('a deploy that does not', () => {
  test('fails everywhere with its cause, and leaves what was deployed before as it is', async () => {
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).ended(deployed);
    await (await world.started()).failed(unhealthy);
    expect(world.states(preview)).toEqual(['in_progress success', 'in_progress failure']);
    expect(world.deployments.all()[1]?.statuses.at(-1)?.description).toBe(unhealthy.message);
    expect(world.commitStatuses.newest(commit, context)).toMatchObject({
      state: 'failure',
      description: unhealthy.message,
      url: 'https://ci.acme.dev/jobs/7',
    });
    expect(world.comments(pullRequest)).toEqual([
      expect.stringMatching(/### ❌ Preview: failed[\s\S]*web answers 500[\s\S]*Fix the app[\s\S]*of the run/),
    ]);
    expect(world.chat.posted[1]).toMatchObject({
      title: 'shop: preview of login-page failed',
      tone: 'bad',
      lines: expect.arrayContaining([
        { label: 'Cause', text: unhealthy.message },
        { label: 'Pushed by', text: 'mona' },
      ]),
    });
  });

  test('says that it was interrupted and that the next run goes on, and Slack hears nothing', async () => {
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).failed(interrupted);
    expect(world.states(preview)).toEqual(['in_progress error']);
    expect(world.commitStatuses.newest(commit, context)?.description).toContain('the next run goes on');
    expect(world.comments(pullRequest)[0]).toContain('the next run goes on from there');
    expect(world.chat.posted).toEqual([]);
  });

  test('was cancelled without a last word: the next run says it for it', async () => {
    const pullRequest = world.pullRequests.open(branch);
    await world.started();
    const next = await world.started();
    expect(world.states(preview)).toEqual(['in_progress error', 'in_progress']);
    await next.ended(deployed);
    expect(world.states(preview)).toEqual(['in_progress error', 'in_progress success']);
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
  });

  test('lost its branch on the way: nothing says that it is ready', async () => {
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).ended({ ...running, kind: 'branch-vanished' });
    expect(world.states(preview)).toEqual(['in_progress error']);
    expect(world.comments(pullRequest)[0]).toContain('cleanup will take it away');
    expect(world.chat.posted).toEqual([]);
  });

  test('failed before anybody knew whether its commit is the newest: only the chat hears of it', async () => {
    world.pullRequests.open(branch);
    const said = await world.announcer().failed(unhealthy);
    expect(said).toEqual({ pullRequests: [], commitStatus: false, chat: true, failed: [] });
    expect([...world.deployments.calls, ...world.pullRequests.calls, ...world.commitStatuses.all]).toEqual([]);
  });

  test.each(['foreign', 'branch-gone', 'superseded'] as const)('is %s: nothing is announced', async (kind) => {
    const pullRequest = world.pullRequests.open(branch);
    world.pullRequests.say(pullRequest, `${marker}\n\nready`, world.pullRequests.me);
    expect(await world.announcer().ended({ kind })).toBeUndefined();
    expect([...world.deployments.calls, ...world.pullRequests.calls, ...world.commitStatuses.all]).toEqual([]);
    expect(world.events).toEqual([]);
  });

  describe('is skipped by a rule', () => {
    const skipped = { kind: 'skipped', pattern: '*-no-infra' } as const;

    test('its commit says which, a comment that it had says so too, and no other is made', async () => {
      const before = world.pullRequests.open(branch);
      world.pullRequests.say(before, `${marker}\n\nready`, world.pullRequests.me);
      const after = world.pullRequests.open(branch);
      await world.announcer().ended(skipped);
      expect(world.commitStatuses.newest(commit, context)).toMatchObject({
        state: 'success',
        description: 'No preview: the branch matches *-no-infra',
      });
      expect(world.comments(before)).toEqual([expect.stringContaining('### ⚪ Preview: none')]);
      expect(world.comments(after)).toEqual([]);
      expect(world.deployments.calls).toEqual([]);
      expect(world.chat.posted).toEqual([]);
    });

    test.each<[string, (world: AnnounceWorld) => void]>([
      ["on a person's machine", ({ checkout }) => Object.assign(checkout, { currentRun: undefined })],
      ['in the build of a fork', ({ checkout }) => Object.assign(checkout, { foreignBecause: 'a fork' })],
    ])('%s nothing is announced', async (_, happens) => {
      happens(world);
      expect(await world.announcer().ended(skipped)).toBeUndefined();
      expect(world.commitStatuses.all).toEqual([]);
    });
  });
});
