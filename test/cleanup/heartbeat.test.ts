import { PreviewError } from '../../lib/errors';
import { lastCleanup } from '../../lib/previews/last-cleanup';
import { CleanupWorld } from './cleanup-world';

const bucket = 'bundles-staging';
const outage = new PreviewError('aws-unavailable', 'AWS does not answer', { fault: 'world' });

function look(world: CleanupWorld) {
  return lastCleanup(world, { project: 'shop', now: world.clock.now(), maxAgeHours: 6 });
}

test('a good run leaves its time and its counts', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  world.addPreview('alive-one');
  await world.cleanup();
  const at = world.clock.now().toISOString();
  expect(await world.heartbeats.read(bucket)).toEqual({
    format: 1,
    at,
    good: true,
    lastGood: at,
    counts: { deleted: 1, kept: 1, skipped: 0, failed: 0, unfinished: 0, left: 0 },
  });
});

test('a run that only shows its plan leaves none', async () => {
  const world = new CleanupWorld();
  await world.cleanup({ execute: false });
  expect(await world.heartbeats.read(bucket)).toBeUndefined();
});

test('a refused run, and one with something left, keep the time of the last good one', async () => {
  const world = new CleanupWorld();
  await world.cleanup();
  const lastGood = world.clock.now().toISOString();
  world.clock.advance(3_600_000);
  world.repository.delete('main');
  await world.cleanup();
  expect(await world.heartbeats.read(bucket)).toMatchObject({
    good: false,
    lastGood,
    refusal: 'default-branch-missing',
  });
  world.repository.push('main');
  const stack = world.addPreview('orphan-one');
  world.stacks.failOperation(stack.name, { operation: 'delete', logicalId: 'Role', reason: 'no' });
  await world.cleanup();
  expect(await world.heartbeats.read(bucket)).toMatchObject({ good: false, lastGood, counts: { failed: 1, left: 1 } });
});

test('a heartbeat that cannot be written is something that the run did not do', async () => {
  const world = new CleanupWorld();
  world.heartbeats.faults.fail('write', outage);
  const report = await world.cleanup();
  expect(report.left).toMatchObject([{ name: 'heartbeat', because: expect.stringContaining('AWS does not answer') }]);
  expect(report.counts.left).toBe(1);
});

describe('who lists previews', () => {
  test('is not warned within the hours that settings allow', async () => {
    const world = new CleanupWorld();
    await world.cleanup();
    world.clock.advance(6 * 3_600_000);
    expect((await look(world))?.warning).toBeUndefined();
  });

  test('is warned when the last good run is older', async () => {
    const world = new CleanupWorld();
    await world.cleanup();
    const good = world.clock.now().toISOString();
    world.clock.advance(6 * 3_600_000 + 1);
    expect((await look(world))?.warning).toBe(
      `Cleanup last ended well at ${good}; its last run, at ${good}, was that one.`,
    );
  });

  test('reads that the last run was refused', async () => {
    const world = new CleanupWorld();
    world.repository.delete('main');
    await world.cleanup();
    expect((await look(world))?.warning).toContain('was refused (default-branch-missing)');
  });

  test('is warned when there never was a run, or AWS does not answer', async () => {
    const world = new CleanupWorld();
    expect((await look(world))?.warning).toContain('has not run yet');
    world.heartbeats.faults.fail('read', outage);
    expect((await look(world))?.warning).toContain('AWS does not answer');
  });

  test('is not warned where nothing was ever deployed', async () => {
    const world = new CleanupWorld();
    world.stacks.vanish('shop-application-staging');
    expect(await look(world)).toBeUndefined();
  });
});
