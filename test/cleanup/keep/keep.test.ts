import { keep } from '../../../lib/cleanup/keep/keep';
import type { KeepOutcome, Wish } from '../../../lib/cleanup/keep/keep-request';
import { PreviewError } from '../../../lib/errors';
import { namesOf } from '../../../lib/naming/resource-names';
import type { PreviewRecord } from '../../../lib/ports/record';
import type { Stack } from '../../../lib/ports/stacks';
import { CleanupWorld } from '../cleanup-world';

const day = 86_400_000;
const branch = 'login-page';
const { stackName, targetId } = namesOf('shop', { kind: 'preview', branch });
const threeDays: Wish = { kind: 'for', milliseconds: 3 * day };
let world: CleanupWorld;
let stack: Stack;

beforeEach(() => {
  world = new CleanupWorld();
  stack = world.addPreview(branch, { createdAt: at(-20), updatedAt: at(-10) });
});

/** So many days from now. */
const at = (days: number) => new Date(world.clock.now().getTime() + days * day);
const location = () => ({ bucket: 'bundles-staging', targetId, stackId: stack.id });
const recorded = () => world.records.peek(location());
const ask = (wish: Wish): Promise<KeepOutcome> =>
  keep(world, { settings: world.settings({ kind: 'preview', branch }), wish });
const withRecord = (facts: Partial<PreviewRecord> = {}) => world.addRecord(branch, stack, facts);

describe('a preview', () => {
  test('is kept for some days, and nothing else of its record is changed', async () => {
    await withRecord();
    const before = recorded();
    const keepUntil = at(3).toISOString();
    expect(await ask(threeDays)).toEqual({ branch, stackName, kind: 'kept', keepUntil, until: keepUntil });
    expect(recorded()).toEqual({ ...before, keepUntil });
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'keep-until' }]);
  });

  test('is kept until a date, and who asks after that learns what it was', async () => {
    await withRecord();
    const until = at(5);
    expect(await ask({ kind: 'until', until })).toMatchObject({ kind: 'kept', until: until.toISOString() });
    expect(await ask(threeDays)).toMatchObject({ kind: 'kept', formerly: until.toISOString() });
    expect(recorded()?.keepUntil).toBe(at(3).toISOString());
  });

  test('stays no longer than settings allow after its last change, and the answer says so', async () => {
    await withRecord();
    expect(await ask({ kind: 'for', milliseconds: 25 * day })).toMatchObject({
      kind: 'kept',
      keepUntil: at(25).toISOString(),
      until: at(20).toISOString(),
      cutByDays: 30,
    });
    // A deploy that changes it counts anew, so that the record says what was asked for.
    expect(recorded()?.keepUntil).toBe(at(25).toISOString());
  });

  test('that was not changed for as long as settings allow cannot be kept', async () => {
    stack = world.addPreview('older', { createdAt: at(-40), updatedAt: at(-31) });
    const settings = world.settings({ kind: 'preview', branch: 'older' });
    await world.addRecord('older', stack);
    const lastChange = at(-31).toISOString();
    expect(await keep(world, { settings, wish: threeDays })).toEqual({
      ...{ branch: 'older', stackName: 'shop-preview-older', kind: 'used-up', lastChange, maxKeepDays: 30 },
    });
    expect((await world.cleanup({ execute: false })).plan.decisions).toMatchObject([{}, { verdict: 'delete' }]);
  });

  test('is kept no longer when someone says so', async () => {
    await withRecord({ keepUntil: at(3).toISOString() });
    expect(await ask({ kind: 'no-longer' })).toEqual({
      ...{ branch, stackName, kind: 'no-longer', formerly: at(3).toISOString() },
    });
    expect(recorded()).not.toHaveProperty('keepUntil');
    expect(await ask({ kind: 'no-longer' })).toEqual({ branch, stackName, kind: 'no-longer' });
  });

  test('is kept forever where settings say the word, also for a year that no record can say', async () => {
    world.policy = { maxKeepDays: 'forever' };
    await withRecord();
    const keepUntil = '9999-12-31T00:00:00.000Z';
    expect(await ask({ kind: 'forever' })).toMatchObject({ kind: 'kept', keepUntil, until: keepUntil });
    expect(await ask({ kind: 'until', until: new Date('+020000-01-01T00:00:00Z') })).toMatchObject({ keepUntil });
    expect(await ask({ kind: 'for', milliseconds: 999_999 * 7 * day })).toMatchObject({ keepUntil });
    world.clock.advance(4000 * day);
    const [kept] = (await world.cleanup()).plan.decisions;
    expect(kept).toMatchObject({ verdict: 'keep', because: 'someone asked to keep it forever' });
    world.policy = {};
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  });
});

describe('nothing is written', () => {
  test.each<[string, Wish]>([
    ['for longer than settings allow', { kind: 'for', milliseconds: 400 * day }],
    ['until later than settings allow', { kind: 'until', until: new Date('2027-12-24T00:00:00Z') }],
    ['until a year that stands for no end', { kind: 'until', until: new Date('9999-12-31T23:00:00Z') }],
    ['forever, where settings count days', { kind: 'forever' }],
  ])('%s (keep-too-long)', async (_, wish) => {
    await withRecord({ keepUntil: at(1).toISOString() });
    await expect(ask(wish)).rejects.toMatchObject({
      ...{ code: 'keep-too-long', exitCode: 2, hint: expect.stringContaining('for 30d or less') },
    });
    expect(recorded()?.keepUntil).toBe(at(1).toISOString());
  });

  test('where settings keep no preview', async () => {
    world.policy = { maxKeepDays: 0 };
    await withRecord();
    await expect(ask(threeDays)).rejects.toThrow('Settings keep no preview (cleanup.maxKeepDays is 0)');
  });

  test('for a date that is past (keep-past)', async () => {
    await withRecord({ keepUntil: at(1).toISOString() });
    const failure = ask({ kind: 'until', until: at(0) });
    await expect(failure).rejects.toMatchObject({ code: 'keep-past', exitCode: 2 });
    expect(recorded()?.keepUntil).toBe(at(1).toISOString());
  });

  test('for a branch without a preview, nor for one whose stack is gone', async () => {
    const settings = world.settings({ kind: 'preview', branch: 'never-was' });
    expect(await keep(world, { settings, wish: threeDays })).toMatchObject({ kind: 'nothing-there' });
    stack = world.addPreview('was', { status: 'DELETE_COMPLETE' });
    const gone = world.settings({ kind: 'preview', branch: 'was' });
    expect(await keep(world, { settings: gone, wish: threeDays })).toMatchObject({ kind: 'nothing-there' });
  });

  test.each(['DELETE_IN_PROGRESS', 'DELETE_FAILED'])('for one that is in %s', async (status) => {
    stack = world.addPreview('going', { status });
    await world.addRecord('going', stack);
    const settings = world.settings({ kind: 'preview', branch: 'going' });
    expect(await keep(world, { settings, wish: threeDays })).toMatchObject({ kind: 'going', status });
    const { targetId: id } = namesOf('shop', { kind: 'preview', branch: 'going' });
    expect(world.records.peek({ ...location(), targetId: id })).not.toHaveProperty('keepUntil');
  });

  test('for one that has no record yet', async () => {
    expect(await ask(threeDays)).toMatchObject({ kind: 'no-record', status: 'CREATE_COMPLETE' });
    expect(recorded()).toBeUndefined();
  });

  test('over a record that cannot be read, which may say to keep it', async () => {
    await withRecord();
    const unreadable = new PreviewError('record-unreadable', 'no', { fault: 'world' });
    world.records.faults.fail('read', unreadable);
    await expect(ask(threeDays)).rejects.toBe(unreadable);
  });

  test('for the stack of another repository', async () => {
    world.addPreview('theirs', {}, 'github:other/shop');
    const settings = world.settings({ kind: 'preview', branch: 'theirs' });
    await expect(keep(world, { settings, wish: threeDays })).rejects.toMatchObject({ code: 'stack-not-ours' });
  });
});

test("days count by AWS's clock where this computer's is wrong", async () => {
  await withRecord();
  world.stacks.clockAheadMs = () => 100 * day;
  expect(await ask(threeDays)).toMatchObject({ keepUntil: at(3 - 100).toISOString() });
});

describe('two at once', () => {
  test('both write: the second wish holds, and what a deploy wrote meanwhile stays', async () => {
    await withRecord();
    const read = world.records.read.bind(world.records);
    world.records.read = async (where) => {
      world.records.read = read;
      const seen = await read(where);
      const other = { ...(seen?.record as PreviewRecord), commit: '2'.repeat(40), keepUntil: at(1).toISOString() };
      await world.records.write(where, other, seen?.etag);
      return seen;
    };
    expect(await ask(threeDays)).toMatchObject({ kind: 'kept', formerly: at(1).toISOString() });
    expect(recorded()).toMatchObject({ commit: '2'.repeat(40), keepUntil: at(3).toISOString() });
  });

  test('cleanup that listed it before leaves it alone', async () => {
    await withRecord({ keepUntil: at(3).toISOString() });
    const read = world.records.read.bind(world.records);
    world.records.read = async (where) => {
      world.records.read = read;
      const seen = await read(where);
      if (seen === undefined) return undefined;
      const { keepUntil: _, ...record } = seen.record;
      return { ...seen, record };
    };
    const { results, left } = await world.cleanup();
    expect(results).toMatchObject([{ outcome: 'skipped', reason: 'kept-meanwhile' }]);
    expect(results[0]?.because).toBe('someone asked meanwhile to keep it until 2026-11-23 12:00 UTC');
    expect(left).toEqual([]);
    expect(world.untouched).toBe(true);
  });

  test('cleanup that cannot read the record again deletes nothing', async () => {
    await withRecord();
    world.records.faults.fail('read', new PreviewError('throttled', 'AWS asks to wait', { fault: 'world' }), {
      skip: 1,
    });
    const { results } = await world.cleanup();
    expect(results).toMatchObject([{ outcome: 'failed', reason: 'record-unknown' }]);
    expect(world.untouched).toBe(true);
  });

  test('cleanup that has begun to delete it: the answer does not say that it stays', async () => {
    await withRecord();
    const write = world.records.write.bind(world.records);
    world.records.write = async (...given) => {
      world.stacks.add({ ...stack, status: 'DELETE_IN_PROGRESS' });
      return write(...given);
    };
    expect(await ask(threeDays)).toMatchObject({ kind: 'going', status: 'DELETE_IN_PROGRESS' });
  });
});
