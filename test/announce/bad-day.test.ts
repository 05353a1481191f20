import { PreviewError } from '../../lib/errors';
import { AnnounceWorld, branch, deployed, down, marker, refused } from './announce-world';
import { hostile } from './hostile';

let world: AnnounceWorld;
beforeEach(() => {
  world = new AnnounceWorld();
});

const preview = 'preview/login-page';
const interrupted = new PreviewError('interrupted', 'Interrupted; CloudFormation goes on by itself', { fault: 'user' });

describe('a bad day', () => {
  test('GitHub is down throughout: the deploy succeeds, and the report says what could not be announced', async () => {
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

  test('the token lacks a right: the other places get the news, and the report names the right', async () => {
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

  test('the pull request is closed in between: its comment still says how the deploy ended', async () => {
    const pullRequest = world.pullRequests.open(branch);
    const announcer = await world.started();
    world.pullRequests.close(pullRequest);
    const said = await announcer.ended(deployed);
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
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
    expect(world.comments(pullRequest)).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
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

  test('the webhook refuses: GitHub gets the news all the same', async () => {
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
    expect(world.comments(pullRequest)[0]).toContain('**Commit** `11111111`\n');
    expect(world.failures()).toEqual([]);
  });

  test('a fault of ours is not hidden', async () => {
    world.deployments.faults.fail('create', new TypeError('x is undefined'));
    const announcer = await world.started();
    await expect(announcer.ended(deployed)).rejects.toThrow('x is undefined');
  });

  test.each(hostile)('names and messages like %j reach each reader as text only', async (text) => {
    world.checkout.currentSubject = text;
    const pullRequest = world.pullRequests.open(branch);
    await (await world.started()).failed(new PreviewError('unhealthy', text, { fault: 'world' }));
    const [body = ''] = world.comments(pullRequest);
    expect(body.startsWith(`${marker}\n\n### ❌ Preview: failed\n\n`)).toBe(true);
    expect(world.deployments.all()[0]?.statuses.at(-1)?.state).toBe('failure');
    expect(world.failures()).toEqual([]);
  });
});
