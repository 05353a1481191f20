import { PreviewError } from '../../lib/errors';
import { failure } from '../deploy/deploy-world';
import { CleanupWorld } from './cleanup-world';

const orphans = (world: CleanupWorld, count: number) =>
  Array.from({ length: count }, (_, index) => world.addPreview(`orphan-${index}x`));

describe('a run', () => {
  test('K55 without the wish to execute changes nothing and shows the same plan', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.addPreview('alive-one');
    const dry = await world.cleanup({ execute: false });
    expect(dry).toMatchObject({ executed: false, results: [], left: [] });
    expect(dry.plan.decisions.map((decision) => decision.verdict)).toEqual(['keep', 'delete']);
    expect(world.untouched).toBe(true);
    expect((await world.cleanup()).plan.decisions.map((decision) => decision.verdict)).toEqual(['keep', 'delete']);
  });

  test('K56 that would delete more than settings allow deletes none', async () => {
    const world = new CleanupWorld();
    world.policy = { maxDeletions: 2, maxShare: 1 };
    orphans(world, 3);
    const report = await world.cleanup();
    expect(report.plan.refusal).toMatchObject({ reason: 'too-many-deletions' });
    expect(report.plan.refusal?.hint).toContain('--max-deletions 3');
    expect(world.untouched).toBe(true);
    expect((await world.cleanup({ maxDeletions: 3 })).results).toHaveLength(3);
  });

  test('K56 that would delete too large a share deletes none', async () => {
    const world = new CleanupWorld();
    orphans(world, 4);
    world.addPreview('alive-one');
    const report = await world.cleanup();
    expect(report.plan.refusal).toMatchObject({ reason: 'too-large-share' });
    expect(report.plan.refusal?.hint).toContain('--max-share 0.8');
    expect(world.untouched).toBe(true);
    expect((await world.cleanup({ maxShare: 0.8 })).results).toHaveLength(4);
  });

  test('K56 a share of three previews or fewer is not asked after', async () => {
    const world = new CleanupWorld();
    orphans(world, 3);
    expect((await world.cleanup()).results).toHaveLength(3);
  });

  test('K57 one bad stack of five: the other four go, and the one is left', async () => {
    const world = new CleanupWorld();
    const [bad] = orphans(world, 5);
    world.stacks.failOperation(bad?.name ?? '', { operation: 'delete', type: 'AWS::EC2::SecurityGroup' });
    const report = await world.cleanup({ maxShare: 1 });
    expect(report.results.filter((result) => result.outcome === 'deleted')).toHaveLength(4);
    expect(report.left.map((one) => one.name)).toEqual([bad?.name]);
  });

  test('K58 two runs at once are harmless', async () => {
    const world = new CleanupWorld();
    const stacks = orphans(world, 3);
    const alive = world.addPreview('alive-one');
    const reports = await Promise.all([world.cleanup(), world.cleanup()]);
    for (const report of reports) expect(report.results.every((result) => result.outcome !== 'failed')).toBe(true);
    for (const stack of stacks) expect(await world.exists(stack)).toBe(false);
    expect(await world.exists(alive)).toBe(true);
  });

  test('K59 in another account than settings name lists nothing', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.account.account = '999999999999';
    expect(await failure(world.cleanup())).toMatchObject({ code: 'account-wrong', exitCode: 2 });
    expect(world.events).toEqual([]);
    expect(world.untouched).toBe(true);
  });

  test('K59 in another region than the application stack stands in deletes nothing', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    const outputs = (await world.stacks.find('shop-application-staging'))?.outputs;
    world.stacks.alter('shop-application-staging', { outputs: { ...outputs, Region: 'us-east-1' } });
    expect(await failure(world.cleanup())).toMatchObject({ code: 'region-wrong', exitCode: 2 });
    expect(world.untouched).toBe(true);
  });

  test('K60 reports every preview with its reason', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.addPreview('alive-one');
    world.addPreview('busy-one', { status: 'UPDATE_IN_PROGRESS' });
    const report = await world.cleanup();
    expect(report.plan.decisions.map(({ preview, reason }) => [preview.branch, reason])).toEqual([
      ['alive-one', 'branch-alive'],
      ['busy-one', 'in-progress'],
      ['orphan-one', 'branch-gone'],
    ]);
    expect(report.plan.decisions.every((decision) => decision.because.length > 0)).toBe(true);
  });

  test('K53 that is interrupted starts no further deletion, and says which go on', async () => {
    const world = new CleanupWorld();
    world.policy = { deletionsAtOnce: 5 };
    orphans(world, 9);
    world.clock.after(200, () => world.abort.abort(new PreviewError('interrupted', 'stop', { fault: 'user' })));
    const error = await failure(world.cleanup({ maxShare: 1 }));
    expect(error.code).toBe('interrupted');
    expect(error.message).toContain('shop-preview-orphan-0x is being deleted');
    expect(world.stacks.removals).toHaveLength(5);
  });

  test('K53 that is interrupted while it asks again for a branch deletes nothing, and calls nothing failed', async () => {
    const world = new CleanupWorld();
    orphans(world, 1);
    const stop = new PreviewError('interrupted', 'stop', { fault: 'user' });
    world.repository.branch = () => {
      world.abort.abort(stop);
      return Promise.reject(stop);
    };
    expect((await failure(world.cleanup({ maxShare: 1 }))).message).toBe(
      'Interrupted; CloudFormation has nothing of this run under way',
    );
    expect(world.stacks.removals).toEqual([]);
    expect(world.events.map(({ kind }) => kind)).not.toContain('removal-finished');
  });

  test('K52 again after an interruption finishes what is left', async () => {
    const world = new CleanupWorld();
    const stacks = orphans(world, 9);
    world.clock.after(200, () => world.abort.abort(new PreviewError('interrupted', 'stop', { fault: 'user' })));
    await failure(world.cleanup({ maxShare: 1 }));
    world.clock.advance(5000);
    await world.cleanup({ maxShare: 1, signal: new AbortController().signal });
    for (const stack of stacks) expect(await world.exists(stack)).toBe(false);
    expect((await world.cleanup({ signal: new AbortController().signal })).plan).toMatchObject({
      decisions: [],
      leftovers: [],
    });
  });

  test('works without an application stack: stacks go, and nothing is swept', async () => {
    const world = new CleanupWorld();
    world.stacks.vanish('shop-application-staging');
    const orphan = world.addPreview('orphan-one');
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted', swept: 0 }]);
    expect(await world.exists(orphan)).toBe(false);
  });
});

describe('what keeps an orphan', () => {
  test('its youth: the grace counts from the last touch', async () => {
    const world = new CleanupWorld();
    const minutesAgo = (minutes: number) => new Date(world.clock.now().getTime() - minutes * 60_000);
    world.addPreview('touched-late', { updatedAt: minutesAgo(59) });
    world.addPreview('touched-early', { updatedAt: minutesAgo(60) });
    world.addPreview('made-late', { createdAt: minutesAgo(1) });
    const { decisions } = (await world.cleanup({ execute: false })).plan;
    expect(decisions.map(({ preview, reason }) => [preview.branch, reason])).toEqual([
      ['made-late', 'young'],
      ['touched-early', 'branch-gone'],
      ['touched-late', 'young'],
    ]);
  });

  test('a wish in its record, until its time, and an unreadable wish', async () => {
    const world = new CleanupWorld();
    const wishes = {
      'kept-one': '2026-12-24T00:00:00Z',
      'over-one': '2026-11-02T00:00:00Z',
      'odd-one': 'until spring',
    };
    for (const [branch, keepUntil] of Object.entries(wishes)) {
      await world.addRecord(branch, world.addPreview(branch), { keepUntil });
    }
    const { decisions } = (await world.cleanup({ execute: false })).plan;
    expect(decisions.map(({ preview, reason }) => [preview.branch, reason])).toEqual([
      ['kept-one', 'keep-until'],
      ['odd-one', 'keep-until'],
      ['over-one', 'branch-gone'],
    ]);
  });

  test('a record that cannot be read', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.records.faults.fail('read', new PreviewError('access-denied', 'no', { fault: 'world' }));
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ reason: 'record-unreadable' }]);
    expect(world.untouched).toBe(true);
  });

  test('a name too long for a tag, unless its record holds it', async () => {
    const world = new CleanupWorld();
    const long = `feature/${'x'.repeat(300)}`;
    const known = `feature/${'y'.repeat(300)}`;
    world.addPreview(long);
    await world.addRecord(known, world.addPreview(known));
    const { decisions } = (await world.cleanup({ execute: false })).plan;
    expect(decisions.map(({ reason }) => reason).sort()).toEqual(['branch-gone', 'branch-name-cut']);
  });
});

describe('what lies in the bundle bucket without stack and branch', () => {
  const bundle = (targetId: string) => ({ bucket: 'bundles-staging', targetId, hash: 'b'.repeat(64) });

  test('is swept; what belongs to a branch, a stack, a stage or the application stays', async () => {
    const world = new CleanupWorld();
    const others = ['alive-one', 'staging', 'production', 'shared', 'application'];
    for (const id of ['forgotten-one', ...others]) world.bundles.add(bundle(id));
    world.stacks.add({ name: 'shop-preview-untagged' });
    world.bundles.add(bundle('untagged'));
    const report = await world.cleanup();
    expect(report.swept).toEqual([{ targetId: 'forgotten-one', objects: 1 }]);
    expect(world.bundles.calls).toEqual(['sweep forgotten-one']);
  });

  test('is only shown by a dry run', async () => {
    const world = new CleanupWorld();
    world.bundles.add(bundle('forgotten-one'));
    expect((await world.cleanup({ execute: false })).plan.leftovers).toEqual(['forgotten-one']);
    expect(world.untouched).toBe(true);
  });

  test('stays when a stack of that name came meanwhile', async () => {
    const world = new CleanupWorld();
    world.bundles.add(bundle('forgotten-one'));
    world.repository.onListed = () => void world.stacks.add({ name: 'shop-preview-forgotten-one' });
    expect(await world.cleanup()).toMatchObject({ swept: [], left: [] });
    expect(world.untouched).toBe(true);
  });

  test('stays while another repository uses the same project name: it may belong to that one', async () => {
    const world = new CleanupWorld();
    world.bundles.add(bundle('forgotten-one'));
    world.addPreview('their-branch', {}, 'github:other/shop');
    expect((await world.cleanup()).plan.leftovers).toEqual([]);
  });

  test('that cannot be deleted is reported as left', async () => {
    const world = new CleanupWorld();
    world.bundles.add(bundle('forgotten-one'));
    world.bundles.faults.fail('sweep', new PreviewError('access-denied', 'no', { fault: 'world' }));
    expect((await world.cleanup()).left).toMatchObject([{ name: 'forgotten-one' }]);
  });
});
