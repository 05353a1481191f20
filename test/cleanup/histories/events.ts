import { PreviewError } from '../../../lib/errors';
import type { HistoryWorld } from './history-world';
import { branchNames, bucketOf } from './names';

const outage = new PreviewError('unavailable', 'AWS does not answer', { fault: 'world' });

type Happening = (world: HistoryWorld, branch: string) => unknown;

/** What people, CI, GitHub and AWS do. */
const happenings: readonly (readonly [weight: number, Happening])[] = [
  [4, ({ oracle }, branch) => oracle.delete(branch)],
  [3, ({ oracle }, branch) => oracle.push(branch)],
  [
    4,
    (world, branch) => {
      world.oracle.push(branch);
      return world.deploy(branch);
    },
  ],
  [
    1,
    ({ stacks, random }) =>
      stacks.faults.fail(random.pick(['page', 'find', 'remove', 'resources', 'events', 'deleting']), outage),
  ],
  [1, ({ repository, random }) => repository.faults.fail(random.pick(['page', 'branch', 'defaultBranch']), outage)],
  [1, ({ buckets }) => buckets.faults.fail('empty', outage)],
  [1, ({ bundles, random }) => bundles.faults.fail(random.pick(['sweep', 'targetIds']), outage)],
  [1, ({ records }) => records.faults.fail('read', outage)],
  [1, ({ retained, random }) => retained.faults.fail(random.pick(['find', 'remove']), outage)],
  [1, failOddly],
  [1, protect],
  [1, ({ clock, random }) => clock.advance(random.below(90) * 60_000)],
];
const sum = happenings.reduce((total, [weight]) => total + weight, 0);

/** Lets one thing happen. */
export function happen(world: HistoryWorld): void {
  let at = world.random.below(sum);
  const branch = world.random.pick(branchNames);
  for (const [weight, happening] of happenings) {
    at -= weight;
    if (at >= 0) continue;
    void happening(world, branch);
    return;
  }
}

function failOddly({ stacks, random }: HistoryWorld): void {
  const stack = random.pick([...stacks.all, undefined]);
  const reason = random.pick(['has a dependent object', 'must detach all policies first', 'resource is in use']);
  if (stack)
    stacks.failOperation(stack.name, {
      operation: 'delete',
      logicalId: 'Group',
      type: 'AWS::EC2::SecurityGroup',
      reason,
    });
}

function protect({ stacks, buckets, random }: HistoryWorld): void {
  const stack = random.pick([...stacks.all, undefined]);
  if (!stack) return;
  if (random.chance(0.5)) stacks.alter(stack.id, { terminationProtection: !stack.terminationProtection });
  else if (stack.name.startsWith('shop-preview-') && buckets.has(bucketOf(stack.name)))
    buckets.block(bucketOf(stack.name));
}
