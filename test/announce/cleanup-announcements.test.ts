import { announceCleanup, type CleanupEnd } from '../../lib/announce/removed/announce-cleanup';
import { destroy } from '../../lib/cleanup/destroy';
import { PreviewError } from '../../lib/errors';
import type { Stack } from '../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeRemovalNotices } from '../fakes/fake-removal-notices';
import { AnnounceWorld, down, refused } from './announce-world';

const commit = '1'.repeat(40);
let world: CleanupWorld;
let forge: AnnounceWorld;
let removalNotices: FakeRemovalNotices;

beforeEach(() => {
  world = new CleanupWorld();
  forge = new AnnounceWorld();
  removalNotices = new FakeRemovalNotices();
});

const markerOf = (branch: string) => `<!-- preview-stacks:shop/${branch} -->`;

/** A preview without a branch that GitHub knows: an active deployment, and a comment on a pull request that was merged. */
async function orphan(branch: string): Promise<{ stack: Stack; pullRequest: number; deployment: number }> {
  const stack = world.addPreview(branch);
  const environment = `preview/${branch}`;
  const { id } = await forge.deployments.create({
    ...{ environment, commit, description: '', production: false, transient: true },
  });
  await forge.deployments.setStatus(id, { state: 'success', description: '' });
  const pullRequest = forge.pullRequests.open(branch);
  forge.pullRequests.say(pullRequest, `${markerOf(branch)}\n\nready`, forge.pullRequests.me);
  forge.pullRequests.close(pullRequest);
  return { stack, pullRequest, deployment: id };
}

const announce = (end: CleanupEnd, signal?: AbortSignal) => {
  const ports = {
    ...forge,
    stacks: world.stacks,
    records: world.records,
    removalNotices,
    clock: world.clock,
    progress: world.progress,
  };
  return announceCleanup({ ...ports, outputs: forge, checkout: forge.checkout }, world.settings(), end, signal);
};

/** What the hourly job does. */
async function run() {
  const report = await world.cleanup({ removalNotices });
  return announce({ results: report.results, left: report.left });
}

const stateOf = (deployment: number) =>
  forge.deployments
    .all()
    .find(({ id }) => id === deployment)
    ?.statuses.at(-1)?.state;

describe('a preview that cleanup takes away', () => {
  test('is inactive on GitHub, its comment says that it is gone and why, and no removal notice is left', async () => {
    const { pullRequest, deployment } = await orphan('gone-one');
    expect(await run()).toEqual({ gone: ['gone-one'], introduced: [], chat: true, failed: [] });
    expect(stateOf(deployment)).toBe('inactive');
    expect(forge.comments(pullRequest)).toEqual([
      expect.stringMatching(/### 🗑️ Preview: gone[\s\S]*its branch gone-one is gone/),
    ]);
    expect(removalNotices.peek()).toEqual([]);
    expect(forge.chat.posted).toEqual([
      {
        title: 'shop: cleanup: 1 preview deleted, 0 left',
        tone: 'neutral',
        lines: [
          { label: 'Deleted', text: expect.stringContaining('gone-one: ') },
          { text: 'Log of the run', url: 'https://ci.acme.dev/jobs/7' },
        ],
      },
    ]);
    expect(world.events).toContainEqual({
      kind: 'removal-announced',
      targetId: 'gone-one',
      pullRequests: [pullRequest],
    });
  });

  test('is noted before it goes: a run that is killed in between leaves the note to the next', async () => {
    const { deployment } = await orphan('gone-one');
    await world.cleanup({ removalNotices });
    expect(removalNotices.peek()).toMatchObject([{ targetId: 'gone-one', because: 'its branch gone-one is gone' }]);
    expect(stateOf(deployment)).toBe('success');
    // The next run finds nothing to delete any more.
    expect(await run()).toMatchObject({ gone: ['gone-one'] });
    expect(stateOf(deployment)).toBe('inactive');
    expect(removalNotices.peek()).toEqual([]);
  });

  test('is announced by the next run when GitHub was down, deployment and comment both again', async () => {
    const { pullRequest, deployment } = await orphan('gone-one');
    forge.pullRequests.faults.fail('edit', down);
    const first = await run();
    expect(first).toMatchObject({ gone: [], failed: [{ place: 'deployment', because: down.message }] });
    expect(world.events).toContainEqual(expect.objectContaining({ kind: 'not-announced', place: 'deployment' }));
    expect(removalNotices.peek()).toHaveLength(1);
    // Somebody reactivates it meanwhile: the second run says it all again.
    await forge.deployments.setStatus(deployment, { state: 'success', description: '' });
    expect(await run()).toMatchObject({ gone: ['gone-one'], failed: [] });
    expect(stateOf(deployment)).toBe('inactive');
    expect(forge.comments(pullRequest)[0]).toContain('### 🗑️ Preview: gone');
    expect(removalNotices.peek()).toEqual([]);
  });

  test('is announced once, and pull requests without a comment get none', async () => {
    const { pullRequest } = await orphan('gone-one');
    const other = forge.pullRequests.open('gone-one');
    await run();
    const calls = forge.pullRequests.calls.length;
    await run();
    expect(forge.pullRequests.calls).toHaveLength(calls);
    expect(forge.comments(pullRequest)).toHaveLength(1);
    expect(forge.comments(other)).toEqual([]);
  });

  test('and was deployed again before GitHub got the news: what that deploy said stays', async () => {
    const { pullRequest, deployment } = await orphan('gone-one');
    await world.cleanup({ removalNotices });
    world.addPreview('gone-one');
    world.repository.push('gone-one');
    expect(await announce({ results: [], left: [] })).toMatchObject({ gone: [], failed: [] });
    expect(stateOf(deployment)).toBe('success');
    expect(forge.comments(pullRequest)[0]).toContain('ready');
    expect(removalNotices.peek()).toEqual([]);
  });

  test('and is called gone by a note that somebody forged: GitHub hears nothing', async () => {
    const { stack, deployment } = await orphan('alive-one');
    const note = { targetId: 'alive-one', branch: 'alive-one', because: 'I say so', since: '2026-11-20T12:00:00.000Z' };
    await removalNotices.change('bundles-staging', { add: [{ ...note, stackName: 'none', stackId: `${stack.id}x` }] });
    expect(await announce({ results: [], left: [] })).toMatchObject({ gone: [] });
    expect(stateOf(deployment)).toBe('success');
  });

  test('and could not be deleted: GitHub hears nothing, and the note waits', async () => {
    const { stack, deployment } = await orphan('gone-one');
    world.stacks.faults.fail('remove', new PreviewError('access-denied', 'AWS refuses it', { fault: 'world' }));
    await run();
    expect(stateOf(deployment)).toBe('success');
    expect(removalNotices.peek()).toHaveLength(1);
    expect(await world.exists(stack)).toBe(true);
    expect(forge.chat.posted[0]).toMatchObject({ tone: 'bad', title: 'shop: cleanup: 0 previews deleted, 1 left' });
    await run();
    expect(stateOf(deployment)).toBe('inactive');
  });

  test('and whose branch came back: the note is taken back', async () => {
    const { deployment } = await orphan('gone-one');
    world.stacks.faults.fail('remove', new PreviewError('access-denied', 'AWS refuses it', { fault: 'world' }));
    await run();
    world.repository.push('gone-one');
    await run();
    expect(removalNotices.peek()).toEqual([]);
    expect(stateOf(deployment)).toBe('success');
  });

  test('whose notice could not be written goes all the same, and GitHub gets the news in that run', async () => {
    const { stack, deployment } = await orphan('gone-one');
    removalNotices.faults.fail(
      'change',
      new PreviewError('access-denied', 'AWS refuses s3:PutObject', { fault: 'world' }),
    );
    await run();
    expect(await world.exists(stack)).toBe(false);
    expect(stateOf(deployment)).toBe('inactive');
    expect(world.events).toContainEqual({
      kind: 'warned',
      message: expect.stringContaining('AWS refuses s3:PutObject'),
    });
  });

  test('is announced for a week at most when GitHub never takes it', async () => {
    await orphan('gone-one');
    forge.pullRequests.faults.fail('ofBranch', refused('`pull-requests: write`'), { times: Number.POSITIVE_INFINITY });
    await run();
    world.clock.advance(6 * 86_400_000);
    await run();
    expect(removalNotices.peek()).toHaveLength(1);
    world.clock.advance(2 * 86_400_000);
    await run();
    expect(removalNotices.peek()).toEqual([]);
  });

  test('among many: when the time is up it says so (farewells-left), and the rest waits for the next run', async () => {
    for (let i = 0; i < 6; i += 1) await orphan(`gone-${i}`);
    const edit = forge.pullRequests.edit.bind(forge.pullRequests);
    forge.pullRequests.edit = (comment, body) => {
      world.clock.advance(2 * 60_000);
      return edit(comment, body);
    };
    const report = await world.cleanup({ removalNotices, maxDeletions: 10, maxShare: 1 });
    const first = await announce({ results: report.results, left: report.left });
    expect(first.gone).toHaveLength(3);
    expect(first.failed).toMatchObject([{ because: expect.stringContaining('the time was up') }]);
    expect(removalNotices.peek()).toHaveLength(3);
    expect((await announce({ results: [], left: [] })).gone).toHaveLength(3);
    expect(removalNotices.peek()).toEqual([]);
  });
});

test('where nothing is announced, no notice is written', async () => {
  world.addPreview('gone-one');
  await world.cleanup();
  expect(removalNotices.calls).toEqual([]);
});

test('a dry run notes nothing', async () => {
  world.addPreview('gone-one');
  await world.cleanup({ removalNotices, execute: false });
  expect(removalNotices.calls).toEqual([]);
});

test('a preview that someone has destroyed is announced too', async () => {
  const { deployment } = await orphan('gone-one');
  const settings = world.settings({ kind: 'preview', branch: 'gone-one' });
  const outcome = await destroy(world, { settings, confirmed: false, removalNotices });
  expect(removalNotices.peek()).toMatchObject([{ branch: 'gone-one', because: 'someone had it destroyed' }]);
  const results = outcome.kind === 'tried' ? [outcome.result] : [];
  expect(await announce({ results, left: [] })).toMatchObject({ gone: ['gone-one'] });
  expect(stateOf(deployment)).toBe('inactive');
});

describe('the chat', () => {
  test('is left in peace when nothing was deleted and nothing failed', async () => {
    expect(await run()).toMatchObject({ chat: false });
    expect(forge.chat.posted).toEqual([]);
  });

  test.each([
    [{ how: 'refused', because: 'The stacks could not all be listed' }, 'shop: cleanup: refused, nothing was deleted'],
    [{ how: 'failed', because: 'no AWS credentials were found' }, 'shop: cleanup: failed'],
  ] as const)('hears that a run was %j', async (stopped, title) => {
    await announce({ results: [], left: [], stopped });
    expect(forge.chat.posted).toMatchObject([
      { title, tone: 'bad', lines: [{ label: 'Because', text: stopped.because }, {}] },
    ]);
  });

  test('is not flooded: of many previews the first twenty are named', async () => {
    const left = Array.from({ length: 100 }, (_, index) => ({ name: `preview-${index}`, because: 'it is stuck' }));
    await announce({ results: [], left });
    expect(forge.chat.posted[0]?.lines).toHaveLength(22);
    expect(forge.chat.posted[0]?.lines[20]).toEqual({ text: 'and 80 more' });
  });

  test('that refuses is reported, and GitHub gets the news all the same', async () => {
    const { deployment } = await orphan('gone-one');
    forge.chat.refuses = new PreviewError('slack-refused', 'Slack refuses the message: no_service', { fault: 'world' });
    expect(await run()).toMatchObject({ gone: ['gone-one'], chat: false, failed: [{ place: 'chat' }] });
    expect(stateOf(deployment)).toBe('inactive');
  });
});

test('without an application stack there is no bucket, and nothing to announce', async () => {
  const empty = new CleanupWorld();
  removalNotices.faults.fail('read', down, { times: Number.POSITIVE_INFINITY });
  world = empty;
  const find = empty.stacks.find.bind(empty.stacks);
  empty.stacks.find = async (name) => (name === 'shop-application-staging' ? undefined : find(name));
  expect(await announce({ results: [], left: [] })).toEqual({ gone: [], introduced: [], chat: false, failed: [] });
});
