import { CleanupWorld } from './cleanup-world';

const minute = 60_000;

test('a run begins nothing new after its time, and says what it did not come to', async () => {
  const world = new CleanupWorld();
  world.policy = { maxMinutes: 10, deletionsAtOnce: 1 };
  world.stacks.operationMs = 4 * minute;
  for (let index = 0; index < 4; index += 1) world.addPreview(`orphan-${index}x`);
  const report = await world.cleanup({ maxShare: 1 });
  expect(report.results.map(({ outcome }) => outcome)).toEqual(['deleted', 'deleted', 'unfinished', 'unfinished']);
  expect(report.left.map(({ because }) => because)).toEqual([
    expect.stringContaining('is still in DELETE_IN_PROGRESS'),
    expect.stringContaining('before its turn'),
  ]);
  world.clock.advance(10 * minute);
  expect((await world.cleanup({ maxShare: 1 })).left).toEqual([]);
});

test('a bucket too large for a run is reported as unfinished, and the next runs go on where it stopped', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.addBucket(stack, 'huge', 10_000);
  world.stacks.failureOf = (_stack, operation) =>
    operation === 'delete' && world.buckets.versions('huge') > 0 ? {} : undefined;
  const empty = world.buckets.empty.bind(world.buckets);
  world.buckets.empty = async function* (bucket, signal) {
    for await (const fact of empty(bucket, signal)) {
      world.clock.advance(minute);
      yield fact;
    }
  };
  const first = await world.cleanup({ maxMinutes: 4 });
  expect(first.results).toMatchObject([
    {
      outcome: 'unfinished',
      because: expect.stringMatching(/bucket huge is too large for this run: \d+ versions deleted/),
    },
  ]);
  const left = world.buckets.versions('huge');
  expect(left).toBeLessThan(10_000);
  expect(left).toBeGreaterThan(0);
  await world.cleanup({ maxMinutes: 4 });
  expect(world.buckets.versions('huge')).toBeLessThan(left);
  let runs = 2;
  while ((await world.cleanup({ maxMinutes: 4 })).left.length > 0 && runs < 9) runs += 1;
  expect(await world.exists(stack)).toBe(false);
});
