import { CleanupWorld } from './cleanup-world';

const commit = '1'.repeat(40);
const daysAgo = (world: CleanupWorld, days: number) => new Date(world.clock.now().getTime() - days * 86_400_000);

async function withRecord(
  world: CleanupWorld,
  branch: string,
  days: number,
  deployed = commit,
  at = daysAgo(world, days).toISOString(),
) {
  const stack = world.addPreview(branch, { createdAt: daysAgo(world, 90), updatedAt: daysAgo(world, days) });
  await world.addRecord(branch, stack, { commit: deployed, deploys: [{ at, commit: deployed, bundles: {} }] });
  world.repository.push(branch, commit);
  return stack;
}

const reasons = async (world: CleanupWorld) =>
  (await world.cleanup({ execute: false })).plan.decisions.map(({ preview, verdict, reason }) => [
    preview.branch,
    verdict,
    reason,
  ]);

describe('expiry', () => {
  test('is off unless settings say a number of days', async () => {
    const world = new CleanupWorld();
    await withRecord(world, 'old-one', 80);
    expect(await reasons(world)).toEqual([['old-one', 'keep', 'branch-alive']]);
  });

  test('takes a preview without a push for so long, and no other', async () => {
    const world = new CleanupWorld();
    world.policy = { expireAfterDays: 14 };
    await withRecord(world, 'fresh-one', 13);
    await withRecord(world, 'old-one', 14);
    await withRecord(world, 'pushed-one', 80, '2'.repeat(40));
    world.addPreview('alive-one', { createdAt: daysAgo(world, 80) });
    expect(await reasons(world)).toEqual([
      ['alive-one', 'keep', 'branch-alive'],
      ['fresh-one', 'keep', 'branch-alive'],
      ['old-one', 'delete', 'expired'],
      ['pushed-one', 'keep', 'branch-alive'],
    ]);
    const { results } = await world.cleanup();
    expect(results).toMatchObject([{ branch: 'old-one', outcome: 'deleted', swept: 2 }]);
  });

  test('is stopped by a push since the listing', async () => {
    const world = new CleanupWorld();
    world.policy = { expireAfterDays: 14 };
    await withRecord(world, 'old-one', 20);
    world.repository.onListed = () => world.repository.push('old-one', '3'.repeat(40));
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'pushed-meanwhile' }]);
    expect(world.untouched).toBe(true);
  });

  test('is said of each preview with its moment: after the last push, and no earlier than the record and the grace let it', async () => {
    const world = new CleanupWorld();
    world.policy = { expireAfterDays: 14, graceMinutes: 20 * 1440, protectedBranches: ['release/*'] };
    const inDays = (days: number) => daysAgo(world, -days);
    await withRecord(world, 'a-pushed', 19, commit, daysAgo(world, 4).toISOString());
    await withRecord(world, 'b-kept', 13);
    const keepUntil = inDays(9).toISOString();
    const stack = world.addPreview('c-kept', { createdAt: daysAgo(world, 90), updatedAt: daysAgo(world, 19) });
    await world.addRecord('c-kept', stack, { keepUntil });
    world.repository.push('c-kept', commit);
    await withRecord(world, 'd-other', 13, '2'.repeat(40));
    await withRecord(world, 'release/1', 13);
    const { plan } = await world.cleanup({ execute: false });
    expect(plan.decisions.map((decision) => decision.verdict === 'keep' && decision.expiry?.goesAt)).toEqual([
      ...[inDays(10), inDays(7), inDays(9), undefined, undefined],
    ]);
  });

  test('respects what protects a preview', async () => {
    const world = new CleanupWorld();
    world.policy = { expireAfterDays: 14, protectedBranches: ['release/*'] };
    await withRecord(world, 'release/1', 20);
    expect(await reasons(world)).toEqual([['release/1', 'keep', 'protected-branch']]);
  });
});

describe('a record that somebody forged', () => {
  const forever = '9999-12-31T00:00:00Z';

  test('keeps a preview for so long as settings allow after its last change, and says so', async () => {
    const world = new CleanupWorld();
    const of = (days: number) => ({ createdAt: daysAgo(world, 90), updatedAt: daysAgo(world, days) });
    await world.addRecord('kept-one', world.addPreview('kept-one', of(29)), { keepUntil: forever });
    await world.addRecord('left-one', world.addPreview('left-one', of(30)), { keepUntil: forever });
    expect(await reasons(world)).toEqual([
      ['kept-one', 'keep', 'keep-until'],
      ['left-one', 'delete', 'branch-gone'],
    ]);
    const [kept] = (await world.cleanup({ execute: false })).plan.decisions;
    expect(kept?.because).toContain(`until ${forever}, and settings allow 30 d after its last change`);
    world.policy = { maxKeepDays: 0 };
    expect(await reasons(world)).toEqual([
      ['kept-one', 'delete', 'branch-gone'],
      ['left-one', 'delete', 'branch-gone'],
    ]);
  });

  test('does not put off expiry with a deploy of the future', async () => {
    const world = new CleanupWorld();
    world.policy = { expireAfterDays: 14 };
    await withRecord(world, 'old-one', 20, commit, forever);
    expect(await reasons(world)).toEqual([['old-one', 'delete', 'expired']]);
  });
});

describe('branches that get no preview', () => {
  test('keep the one that they got earlier, unless settings say that it goes', async () => {
    const world = new CleanupWorld();
    world.addPreview('docs-no-infra');
    world.repository.push('docs-no-infra');
    expect(await reasons(world)).toEqual([['docs-no-infra', 'keep', 'branch-alive']]);
    world.policy = { removeSkipped: true };
    expect(await reasons(world)).toEqual([['docs-no-infra', 'delete', 'skipped-branch']]);
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted', swept: 1 }]);
  });

  test('keep it while their record says so', async () => {
    const world = new CleanupWorld();
    world.policy = { removeSkipped: true };
    world.repository.push('docs-no-infra');
    await world.addRecord('docs-no-infra', world.addPreview('docs-no-infra'), { keepUntil: '2026-12-24T00:00:00Z' });
    expect(await reasons(world)).toEqual([['docs-no-infra', 'keep', 'keep-until']]);
  });
});
