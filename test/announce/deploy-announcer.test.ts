import { PreviewError } from '../../lib/errors';
import type { Target } from '../../lib/naming/target';
import { AnnounceWorld, branch, commit, deployed, down, marker, refused, running, url } from './announce-world';
import { hostile } from './hostile';

let world: AnnounceWorld;
beforeEach(() => {
  world = new AnnounceWorld();
});

const preview = 'preview/login-page';
const context = 'preview-stacks/preview/login-page';
const unhealthy = new PreviewError('unhealthy', 'Not healthy after 15 min: web answers 500', {
  fault: 'world',
  hint: 'Mend the app.',
});
const interrupted = new PreviewError('interrupted', 'Interrupted; CloudFormation goes on by itself', { fault: 'user' });

describe('a deploy that goes well', () => {
  test('is in progress first, and a success with its URL and log in the end, everywhere', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const announcer = await world.started();
    expect(world.states(preview)).toEqual(['in_progress']);
    expect(world.commitStatuses.newest(commit, context)).toMatchObject({ state: 'pending' });
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### Preview: deploying')]);
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
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### Preview: ready')]);
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
      expect.stringMatching(/### Preview: failed[\s\S]*web answers 500[\s\S]*Mend the app[\s\S]*Log of the run/),
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
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### Preview: ready')]);
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

  test.each(['foreign', 'branch-gone', 'superseded'] as const)('is %s: nobody is told', async (kind) => {
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
      expect(world.comments(before)).toEqual([expect.stringContaining('### Preview: none')]);
      expect(world.comments(after)).toEqual([]);
      expect(world.deployments.calls).toEqual([]);
      expect(world.chat.posted).toEqual([]);
    });

    test.each<[string, (world: AnnounceWorld) => void]>([
      ["on a person's machine", ({ checkout }) => Object.assign(checkout, { currentRun: undefined })],
      ['in the build of a fork', ({ checkout }) => Object.assign(checkout, { foreignBecause: 'a fork' })],
    ])('%s nobody is told', async (_, happens) => {
      happens(world);
      expect(await world.announcer().ended(skipped)).toBeUndefined();
      expect(world.commitStatuses.all).toEqual([]);
    });
  });
});

describe('a bad day', () => {
  test('GitHub is down throughout: the deploy is none the worse, and what could not be said is told', async () => {
    world.pullRequests.open(branch);
    world.deployments.faults.fail('create', down, { times: Number.POSITIVE_INFINITY });
    world.pullRequests.faults.fail('ofBranch', down, { times: Number.POSITIVE_INFINITY });
    world.commitStatuses.faults.fail('set', down, { times: Number.POSITIVE_INFINITY });
    const said = await (await world.started()).ended(deployed);
    expect(said).toMatchObject({ pullRequests: [], commitStatus: false, chat: true });
    // Each place once, though each failed twice.
    expect(world.failures()).toEqual(
      ['deployment', 'comment', 'commit-status'].map((place) => ({
        kind: 'not-announced',
        place,
        because: 'GitHub did not answer: HTTP 503',
      })),
    );
  });

  test('GitHub was down at the start: at the end all is said', async () => {
    const pullRequest = world.pullRequests.open(branch);
    world.deployments.faults.fail('create', down);
    world.pullRequests.faults.fail('ofBranch', down);
    world.commitStatuses.faults.fail('set', down);
    await (await world.started()).ended(deployed);
    expect(world.states(preview)).toEqual(['success']);
    expect(world.comments(pullRequest)).toHaveLength(1);
    expect(world.failures()).toEqual([]);
  });

  test('the token lacks a right: the other places are told, and the right is named', async () => {
    world.pullRequests.open(branch);
    world.pullRequests.faults.fail('comment', refused('`pull-requests: write`'), { times: Number.POSITIVE_INFINITY });
    const said = await (await world.started()).ended(deployed);
    expect(said).toMatchObject({ deployment: 1, commitStatus: true, chat: true, pullRequests: [] });
    expect(said?.failed).toEqual([
      {
        place: 'comment',
        because: 'GitHub refuses it to this token, which lacks `pull-requests: write`',
        hint: 'Give GITHUB_TOKEN `pull-requests: write`.',
      },
    ]);
  });

  test('one pull request is locked: the other has its comment all the same', async () => {
    const numbers = [world.pullRequests.open(branch), world.pullRequests.open(branch)];
    world.pullRequests.faults.fail('comment', refused('it'));
    const announcer = await world.started();
    expect(numbers.map((number) => world.comments(number).length).sort()).toEqual([0, 1]);
    await announcer.ended(deployed);
    for (const number of numbers) expect(world.comments(number)).toHaveLength(1);
  });

  test('the pull request is closed in between: its comment does not say "deploying" for ever', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const announcer = await world.started();
    world.pullRequests.close(pullRequest);
    const said = await announcer.ended(deployed);
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### Preview: ready')]);
    expect(said?.pullRequests).toEqual([pullRequest]);
  });

  test('a pull request that was closed earlier is left alone', async () => {
    const closed = world.pullRequests.open(branch);
    world.pullRequests.say(closed, `${marker}\n\ngone`, world.pullRequests.me);
    world.pullRequests.close(closed);
    await (await world.started()).ended(deployed);
    expect(world.comments(closed)).toEqual([`${marker}\n\ngone`]);
  });

  test('a person deletes the comment before it is edited: it is made anew, once', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const announcer = await world.started();
    const [made] = world.pullRequests.comments(pullRequest);
    const edit = world.pullRequests.edit.bind(world.pullRequests);
    world.pullRequests.edit = async (comment, body) => {
      world.pullRequests.forget(made?.id ?? 0);
      return edit(comment, body);
    };
    await announcer.ended(deployed);
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### Preview: ready')]);
    expect(world.failures()).toEqual([]);
  });

  test('a person deletes the deployment: it is made anew, once', async () => {
    const announcer = await world.started();
    world.deployments.forget(1);
    await announcer.ended(deployed);
    expect(world.states(preview)).toEqual(['success']);
  });

  test('two of our comments are there: the first is kept, and those of others are not touched', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const { me } = world.pullRequests;
    const first = world.pullRequests.say(pullRequest, `${marker}\n\nold`, me);
    world.pullRequests.say(pullRequest, `${marker}\n\nquoted by somebody`, 'mona');
    world.pullRequests.say(pullRequest, `${marker}\n\ntwin`, me);
    world.pullRequests.say(pullRequest, '<!-- preview-stacks:shop/login-page-2 -->', me);
    await (await world.started()).ended(deployed);
    expect(world.pullRequests.comments(pullRequest).map(({ id, author }) => [id, author])).toEqual([
      [first.id, me],
      [2, 'mona'],
      [4, me],
    ]);
  });

  test('among 300 comments ours is found and edited', async () => {
    const pullRequest = world.pullRequests.open(branch);
    for (let i = 0; i < 250; i += 1) world.pullRequests.say(pullRequest, `me too ${i}`, 'mona');
    const ours = world.pullRequests.say(pullRequest, `${marker}\n\nold`, world.pullRequests.me);
    for (let i = 0; i < 49; i += 1) world.pullRequests.say(pullRequest, `and me ${i}`, 'mona');
    await (await world.started()).ended(deployed);
    expect(world.pullRequests.comments(pullRequest)).toHaveLength(300);
    expect(world.comments(pullRequest)).toHaveLength(1);
    expect(world.pullRequests.calls).toContain(`edit ${ours.id}`);
  });

  test('the webhook refuses: GitHub is told all the same', async () => {
    world.chat.refuses = new PreviewError('slack-refused', 'Slack refuses the message: no_service', { fault: 'world' });
    const said = await (await world.started()).ended(deployed);
    expect(said).toMatchObject({ deployment: 1, commitStatus: true, chat: false });
    expect(said?.failed).toEqual([{ place: 'chat', because: 'Slack refuses the message: no_service' }]);
  });

  test.each([
    [deployed, 60],
    ['interrupted', 8],
  ] as const)('a place that does not answer is waited for no longer than its time (%#)', async (end, seconds) => {
    world.commitStatuses.set = () => new Promise(() => undefined);
    const announcer = await world.started();
    const said = end === 'interrupted' ? await announcer.failed(interrupted) : await announcer.ended(end);
    expect(said).toMatchObject({ deployment: 1, commitStatus: false });
    expect(said?.failed).toEqual([{ place: 'commit-status', because: `it was not done within ${seconds} s` }]);
  });

  test('git cannot say what the commit is about: all else is said', async () => {
    world.checkout.faults.fail('commit', down, { times: Number.POSITIVE_INFINITY });
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).ended(deployed);
    expect(world.comments(pullRequest)[0]).toContain(`**Commit** ${commit}\n`);
    expect(world.failures()).toEqual([]);
  });

  test('a fault of ours is not hidden', async () => {
    world.deployments.faults.fail('create', new TypeError('x is undefined'));
    const announcer = await world.started();
    await expect(announcer.ended(deployed)).rejects.toThrow('x is undefined');
  });

  test.each(hostile)('names and messages like %j reach nobody as anything but text', async (text) => {
    world.checkout.currentSubject = text;
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).failed(new PreviewError('unhealthy', text, { fault: 'world' }));
    const [body = ''] = world.comments(pullRequest);
    expect(body.startsWith(`${marker}\n\n### Preview: failed\n\n`)).toBe(true);
    expect(world.deployments.all()[0]?.statuses.at(-1)?.state).toBe('failure');
    expect(world.failures()).toEqual([]);
  });
});
