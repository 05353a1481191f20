import { PreviewError } from '../../../lib/errors';
import { CleanupWorld } from '../cleanup-world';

const bucket = 'bundles-staging';
const minute = 60_000;
const outage = new PreviewError('unavailable', 'S3 does not answer', { fault: 'world' });

function addFolder(world: CleanupWorld, targetId: string, ageMinutes: number): void {
  const at = new Date(world.clock.now().getTime() - ageMinutes * minute);
  world.bundles.now = () => at;
  world.bundles.add({ bucket, targetId, hash: 'b'.repeat(64) });
}

test("i''' K-3: a folder that was written to within the grace stays, whatever the list of branches says", async () => {
  const world = new CleanupWorld();
  addFolder(world, 'b120', 59);
  addFolder(world, 'b121', 61);
  const report = await world.cleanup();
  expect(report.plan.leftovers).toEqual(['b121']);
  expect(report.swept).toEqual([{ targetId: 'b121', objects: 1 }]);
  expect(world.bundles.holds(bucket, 'b120')).toBe(true);
});

test("i''' K-3: the grace of a folder is measured by AWS's clock", async () => {
  const world = new CleanupWorld();
  world.stacks.aheadMs = 20 * minute;
  addFolder(world, 'b120', 65);
  expect((await world.cleanup()).swept).toEqual([]);
});

test("i''' K-3: a folder that is written to between the listing and its turn stays", async () => {
  const world = new CleanupWorld();
  addFolder(world, 'b120', 61);
  world.repository.onListed = () => addFolder(world, 'b120', 0);
  expect(await world.cleanup()).toMatchObject({ swept: [], left: [] });
  expect(world.untouched).toBe(true);
});

test("i''' K-3: a branch that two lists leave out and that answers by itself keeps its folder", async () => {
  const world = new CleanupWorld();
  const long = 'feature/with a name';
  const stack = world.addPreview(long);
  await world.addRecord(long, stack);
  world.stacks.vanish(stack.id);
  addFolder(world, 'b120', 61);
  const branch = world.repository.branch.bind(world.repository);
  world.repository.branch = async (name) =>
    name === 'b120' || name === long ? { name, commit: '1'.repeat(40) } : branch(name);
  const report = await world.cleanup();
  expect(report.plan.leftovers).toHaveLength(2);
  expect(report).toMatchObject({ swept: [], left: [] });
  expect(world.untouched).toBe(true);
});

test("i''' K-3: a branch that cannot be asked for keeps its folder, which is left", async () => {
  const world = new CleanupWorld();
  addFolder(world, 'b120', 61);
  world.repository.faults.fail('branch', outage);
  expect((await world.cleanup()).left).toMatchObject([{ name: 'b120' }]);
  expect(world.untouched).toBe(true);
});

test("i''' K-3: a folder whose age cannot be read stays, and is left", async () => {
  const world = new CleanupWorld();
  addFolder(world, 'b120', 61);
  world.bundles.faults.fail('lastChange', outage, { times: 2 });
  expect((await world.cleanup()).left).toMatchObject([{ name: 'b120' }]);
  expect(world.untouched).toBe(true);
});

test("i''' K-3: folders count for the limits of a run", async () => {
  const world = new CleanupWorld();
  world.addPreview('alive-one');
  world.addPreview('orphan-one');
  for (const id of ['b120', 'b121', 'b122']) addFolder(world, id, 61);
  const shared = await world.cleanup();
  expect(shared.plan.refusal).toMatchObject({ reason: 'too-large-share' });
  expect(shared.plan.refusal?.because).toContain('4 of 5 previews and left-over folders');
  expect(world.untouched).toBe(true);
  expect((await world.cleanup({ maxShare: 1, maxDeletions: 3 })).plan.refusal).toMatchObject({
    reason: 'too-many-deletions',
  });
  expect(world.untouched).toBe(true);
  const allowed = await world.cleanup({ maxShare: 0.8 });
  expect([allowed.results.length, allowed.swept.length, allowed.left]).toEqual([1, 3, []]);
});
