import type { CleanupReport } from '../../../lib/cleanup/cleanup-request';
import { PreviewError } from '../../../lib/errors';
import { previewId } from '../../../lib/naming/preview-id';
import type { Stack } from '../../../lib/ports/stacks';
import { happen } from './events';
import { HistoryWorld } from './history-world';
import { branchNames, bucketOf } from './names';
import { isForeign } from './troubles';

const hour = 3_600_000;
const day = 24 * hour;

export interface HistoryResult {
  /** What must never happen and did. */
  readonly faults: readonly string[];
  /** Deletions of anything, and refusals: how much of a history it was. */
  readonly deletions: number;
  readonly refusals: number;
}

/** Lives one history: a past, cleaners in a bad hour, then quiet. */
export async function runHistory(seed: number): Promise<HistoryResult> {
  const world = new HistoryWorld(seed);
  const { random, oracle } = world;
  for (const branch of branchNames) {
    if (random.chance(0.6)) oracle.push(branch);
    if (random.chance(0.7)) await world.deploy(branch);
    if (random.chance(0.4)) oracle.delete(branch);
  }
  world.clock.advance(2 * day);

  world.meanwhile = () => {
    if (random.chance(0.04)) happen(world);
  };
  world.troubles.begin();
  const reports = await badHour(world);
  if (random.chance(0.4)) {
    world.troubles.begin();
    reports.push(...(await badHour(world)));
  }
  world.troubles.end();
  world.meanwhile = () => undefined;
  await quiet(world);
  const faults = [...oracle.faults, ...(await lastLook(world))];
  const refusals = reports.filter((report) => report?.plan.refusal).length;
  return { faults, deletions: oracle.deletions, refusals };
}

/** One cleaner, or two at once; some are interrupted. */
async function badHour(world: HistoryWorld): Promise<(CleanupReport | undefined)[]> {
  const abort = new AbortController();
  if (world.random.chance(0.1)) {
    const stop = () => abort.abort(new PreviewError('interrupted', 'stop', { fault: 'user' }));
    world.clock.after(world.random.below(1500), stop);
  }
  const cleaners = world.random.chance(0.3) ? 2 : 1;
  return Promise.all(Array.from({ length: cleaners }, () => world.clean(abort.signal)));
}

/** Nothing fails any more, operations end, graces run out. */
async function quiet(world: HistoryWorld): Promise<void> {
  const { stacks, repository, buckets, bundles, records, retained, clock } = world;
  for (const { faults } of [stacks, repository, buckets, bundles, records, retained]) faults.clear();
  stacks.forgetFailures();
  clock.advance(2 * day);
  await world.clean();
}

/** After a quiet run every orphan is gone with all it had, or reported; nothing else is missing. */
async function lastLook(world: HistoryWorld): Promise<string[]> {
  const report = await world.clean();
  if (report === undefined || report.plan.refusal) return [`a quiet run is refused: ${report?.plan.refusal?.because}`];
  const reported = new Set([
    ...report.left.map(({ name }) => name),
    ...report.plan.decisions.filter(({ verdict }) => verdict === 'keep').map(({ preview }) => preview.stack.name),
  ]);
  const stacks = await world.livingStacks();
  const left = new Set(report.left.map(({ name }) => name));
  return [
    ...branchNames.flatMap((branch) => faultsOf(world, branch, stacks, reported)),
    ...stacks
      .filter((stack) => isStuckOrphan(world, stack) && !left.has(stack.name))
      .map(({ name }) => `${name} is stuck and not left`),
  ];
}

/** Whether nothing has become of an operation on an orphan for more than six hours. */
function isStuckOrphan({ oracle, clock }: HistoryWorld, stack: Stack): boolean {
  const branch = branchNames.find((one) => stack.name === `shop-preview-${previewId('shop', one)}`);
  if (branch === undefined || oracle.alive(branch) || isForeign(stack.tags) || stack.terminationProtection)
    return false;
  if (!stack.status.endsWith('_IN_PROGRESS')) return false;
  const began = stack.status === 'DELETE_IN_PROGRESS' ? stack.deletionAt : (stack.updatedAt ?? stack.createdAt);
  return clock.now().getTime() - (began?.getTime() ?? 0) > 6 * hour;
}

function faultsOf(
  world: HistoryWorld,
  branch: string,
  stacks: readonly Stack[],
  reported: ReadonlySet<string>,
): string[] {
  if (world.oracle.alive(branch)) return [];
  const targetId = previewId('shop', branch);
  const name = `shop-preview-${targetId}`;
  const stack = stacks.find((one) => one.name === name);
  if (stack && isForeign(stack.tags)) return [];
  if (stack && !reported.has(name)) return [`the orphan ${name} is in ${stack.status} and not reported`];
  const stuck =
    stack?.terminationProtection || world.buckets.isBlocked(bucketOf(name)) || world.stacks.endless.has(name);
  if (stack) return stuck ? [] : [`the orphan ${name} could have gone and is in ${stack.status}`];
  // While another repository uses the name of the project, a folder may be its own.
  if (stacks.some(({ tags }) => isForeign(tags))) return [];
  const left = [
    ...(world.buckets.has(bucketOf(name)) ? [bucketOf(name)] : []),
    ...(world.bundles.holds('bundles-staging', targetId) ? [`${targetId}/`] : []),
    ...world.retained.names.filter((remain) => remain.includes(world.addable(branch).environmentPrefix)),
  ];
  return left.map((what) => `${what} is left of ${name}, which is gone`);
}
