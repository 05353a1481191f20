import { planCleanup } from '../../../../lib/cleanup/plan/plan-cleanup';
import { policyOf } from '../../../../lib/cleanup/plan/read-inventory';
import { Billed } from '../../../../lib/cli/compose/billed';
import { type PageFacts, pageState } from '../../../../lib/cli/steer/page/page-state';
import { knownPrices } from '../../../../lib/cost/known-prices';
import { PreviewError } from '../../../../lib/errors';
import type { HeldInstance, KeptSleep } from '../../../../lib/ports/record';
import { noEnd } from '../../../../lib/previews/keeping';
import { ownerOf } from '../../../../lib/previews/preview';
import { takeInventory } from '../../../../lib/previews/take-inventory';
import { CleanupWorld } from '../../../cleanup/cleanup-world';

const hour = 3_600_000;
const commit = '1'.repeat(40);
let world: CleanupWorld;
beforeEach(() => {
  world = new CleanupWorld();
});

const later = (milliseconds: number) => new Date(world.clock.now().getTime() + milliseconds).toISOString();

async function look(more: Partial<PageFacts> = {}) {
  const settings = world.settings();
  const policy = policyOf(settings);
  const inventory = await takeInventory(world, {
    ...{ owner: ownerOf(settings, world.repository), region: 'eu-central-1' },
    ...{ recordToo: () => true, listed: () => undefined },
  });
  const at = world.clock.now();
  return pageState({
    ...{ project: 'shop', region: 'eu-central-1', at, inventory, plan: planCleanup(inventory, policy, at) },
    ...{ pullRequests: [], billed: new Billed({ settingsOf: (target) => world.settings(target) }, knownPrices) },
    ...more,
  });
}
const rowOf = async (more: Partial<PageFacts> = {}) => (await look(more)).previews[0];

test('without previews there is nothing, and that is all there is', async () => {
  expect(await look()).toEqual({
    ...{ project: 'shop', region: 'eu-central-1', at: world.clock.now().toISOString(), complete: true, previews: [] },
    counters: { awake: 0, asleep: 0, failing: 0, goingNext: 0 },
  });
});

test('a preview has its URL, its commit with an address, its pull request and its cost', async () => {
  const createdAt = new Date('2026-11-01T00:00:00.000Z');
  const stack = world.addPreview('alive-one', { createdAt, outputs: { Url: 'https://alive-one.preview.acme.dev' } });
  const at = '2026-11-10T00:00:00.000Z';
  const subject = 'Fixes <b>`x`';
  await world.addRecord('alive-one', stack, { deploys: [{ at, commit, bundles: {}, subject, by: 'mona' }] });
  const pull = (number: number) => ({
    number,
    title: '<script>',
    author: 'ann',
    branch: 'alive-one',
    url: `u/${number}`,
  });
  const row = await rowOf({ commits: 'https://github.com/acme/shop/commit/', pullRequests: [pull(9), pull(4)] });
  expect(row).toEqual({
    ...{ id: 'alive-one', branch: 'alive-one', standing: 'ready', state: 'ready', held: [] },
    url: 'https://alive-one.preview.acme.dev',
    pullRequest: { number: 9, title: '<script>', author: 'ann', url: 'u/9' },
    commit: { sha: commit, url: `https://github.com/acme/shop/commit/${commit}`, subject, by: 'mona', at },
    ...{ createdAt: createdAt.toISOString(), usedAt: at },
    cleanup: { verdict: 'keep', because: 'its branch exists' },
    costPerDay: { usd: expect.stringMatching(/^\d+\.\d+$/), atLeast: expect.any(Boolean) },
  });
});

test('what all of them cost is their sum', async () => {
  world.addPreview('alive-one');
  const one = Number((await look()).counters.costPerDay?.usd);
  world.addPreview('main-two');
  expect(Number((await look()).counters.costPerDay?.usd)).toBeCloseTo(2 * one, 6);
});

const sleep = (state: KeptSleep['state']): KeptSleep => ({
  ...{ state, since: '2026-11-10T20:00:00.000Z', by: 'octocat', because: 'asked', instances: {} },
});
const held: HeldInstance = {
  ...{ service: 'web', instanceId: 'i-0123', since: '2026-11-10T20:00:00.000Z', until: '2026-11-10T22:00:00.000Z' },
};

test.each([
  ['CREATE_COMPLETE', {}, 'ready', 'ready'],
  ['UPDATE_IN_PROGRESS', {}, 'busy', 'UPDATE_IN_PROGRESS'],
  ['CREATE_FAILED', {}, 'failing', 'CREATE_FAILED'],
  ['UPDATE_ROLLBACK_FAILED', {}, 'failing', 'UPDATE_ROLLBACK_FAILED'],
  ['DELETE_IN_PROGRESS', {}, 'going', 'DELETE_IN_PROGRESS'],
  ['DELETE_FAILED', {}, 'failing', 'DELETE_FAILED'],
  ['SOMETHING_NEW', {}, 'failing', 'SOMETHING_NEW'],
  ['UPDATE_COMPLETE', { sleep: sleep('asleep') }, 'asleep', 'asleep since 2026-11-10 20:00 UTC by octocat'],
  ['UPDATE_COMPLETE', { sleep: sleep('falling') }, 'busy', 'falling asleep since 2026-11-10 20:00 UTC by octocat'],
  ['CREATE_COMPLETE', { held: [held] }, 'held', 'ready, 1 held'],
] as const)('a stack in %s with %o is %s', async (status, known, standing, state) => {
  const stack = world.addPreview('alive-one', { status });
  await world.addRecord('alive-one', stack, known);
  expect(await rowOf()).toMatchObject({ standing, state });
});

test.each([
  ['for a moment is being deployed', 60_000, 'busy'],
  ['for longer than a deploy takes was left so', 2 * hour, 'failing'],
])('a stack that is proposed %s', async (_, ageMs, standing) => {
  world.addPreview('alive-one', { status: 'REVIEW_IN_PROGRESS', createdAt: new Date(later(-ageMs)) });
  expect(await rowOf()).toMatchObject({ standing });
});

test('who is held is said, and a stack without a record has no commit', async () => {
  const stack = world.addPreview('alive-one');
  expect(await rowOf()).not.toHaveProperty('commit');
  await world.addRecord('alive-one', stack, { held: [held] });
  expect(await rowOf()).toMatchObject({
    held: [expect.stringMatching(/^i-0123 of web, held since 2026-11-10 20:00 UTC/)],
  });
});

test('the counters count what sleeps, fails and goes', async () => {
  world.repository.push('asleep-one');
  const stack = world.addPreview('asleep-one');
  await world.addRecord('asleep-one', stack, { sleep: sleep('asleep') });
  world.addPreview('alive-one', { status: 'CREATE_FAILED' });
  world.addPreview('gone-one');
  expect((await look()).counters).toMatchObject({ awake: 2, asleep: 1, failing: 1, goingNext: 1 });
});

test('a branch that is gone: cleanup deletes it, and says why', async () => {
  world.addPreview('gone-one');
  expect(await rowOf()).toMatchObject({
    cleanup: { verdict: 'delete', because: 'its branch gone-one is gone' },
  });
});

test.each([
  [0.5, 1],
  [2, 0],
])('an expiry in %f days counts %i that goes next', async (days, goingNext) => {
  world.policy = { expireAfterDays: 14 };
  const at = later((days - 14) * 24 * hour);
  const stack = world.addPreview('alive-one', { createdAt: new Date(at) });
  const head = (await world.repository.branch('alive-one'))?.commit ?? '';
  await world.addRecord('alive-one', stack, { commit: head, deploys: [{ at, commit: head, bundles: {} }] });
  const state = await look();
  expect(state.previews[0]?.cleanup).toMatchObject({ verdict: 'keep', goesAt: later(days * 24 * hour) });
  expect(state.counters.goingNext).toBe(goingNext);
});

test('until when it is kept is said while it lasts, as far as settings allow', async () => {
  world.policy = { maxKeepDays: 'forever' };
  const stack = world.addPreview('alive-one');
  await world.addRecord('alive-one', stack, { keepUntil: later(-hour) });
  expect(await rowOf()).not.toHaveProperty('keptUntil');
  for (const keepUntil of [later(hour), noEnd]) {
    world = new CleanupWorld();
    world.policy = { maxKeepDays: 'forever' };
    await world.addRecord('alive-one', world.addPreview('alive-one'), { keepUntil });
    expect(await rowOf()).toMatchObject({ keptUntil: keepUntil });
  }
});

test('when branches could not be listed nothing goes, and the page says why', async () => {
  world.addPreview('gone-one');
  world.repository.faults.fail(
    'branches',
    new PreviewError('github-unavailable', 'GitHub is down', { fault: 'world' }),
  );
  const state = await look();
  expect(state).toMatchObject({ complete: true, because: expect.stringContaining('GitHub is down') });
  expect(state.counters.goingNext).toBe(0);
  expect(state.previews[0]?.cleanup.verdict).toBe('keep');
});

test('when stacks broke off, what is there is shown as incomplete', async () => {
  world.addPreview('alive-one');
  const error = new PreviewError('throttled', 'Rate exceeded', { fault: 'world' });
  const state = await look({ inventory: { previews: { complete: false, items: [], because: error.message, error } } });
  expect(state).toMatchObject({ complete: false });
});

test('a run that would be refused deletes nothing, and the rows say so', async () => {
  world.policy = { maxDeletions: 1 };
  for (const branch of ['gone-one', 'gone-two']) world.addPreview(branch);
  const state = await look();
  expect(state.counters.goingNext).toBe(0);
  expect(state.previews.map(({ cleanup }) => cleanup.verdict)).toEqual(['keep', 'keep']);
  expect(state.previews[0]?.cleanup.because).toContain('the whole run is refused');
});

test('without pull requests the page is complete, and says what could not be asked', async () => {
  world.addPreview('alive-one');
  const state = await look({ pullRequestsMissing: 'The pull requests could not be listed: no right' });
  expect(state).toMatchObject({ complete: true, because: 'The pull requests could not be listed: no right' });
});
