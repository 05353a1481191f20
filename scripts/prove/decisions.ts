import { planCleanup } from '../../lib/cleanup/plan/plan-cleanup';
import type { Decision } from '../../lib/previews/plan';
import type { Leftover } from '../../lib/previews/take-inventory';
import { Random } from '../../test/cleanup/histories/random';
import type { Proof } from './proof';
import { aliveBranches, randomInventory, randomPolicy } from './random-inventory';

const previews = 1000;
const rounds = 1000;
const now = new Date('2026-11-20T12:00:00Z');
const minute = 60_000;
const stuckAfter = 6 * 60 * minute;

/** Plans of random inventories: the plan is compared with what may be deleted, said in another way. */
export async function proveDecisions(): Promise<Proof> {
  const faults: string[] = [];
  let deleted = 0;
  for (let round = 0; round < rounds; round += 1) {
    const random = new Random(round);
    const inventory = randomInventory(random, previews, now);
    const policy = randomPolicy(random);
    const plan = planCleanup(inventory, policy, now);
    const alive = aliveBranches(inventory);
    if (plan.decisions.length !== previews) faults.push(`round ${round}: ${plan.decisions.length} decisions`);
    const { clockAheadMs = 0 } = inventory;
    const world: World = {
      deployed: new Set([...alive].filter((branch) => branch !== policy.stageBranches.production)),
      at: now.getTime() - Math.max(0, clockAheadMs),
      grace: policy.graceMinutes * minute,
      keep: policy.maxKeepDays === 'forever' ? Number.POSITIVE_INFINITY : policy.maxKeepDays * 24 * 60 * minute,
      credible: inventory.previews.complete && inventory.branches.complete && alive.has('main'),
    };
    const toDelete = plan.decisions.filter(({ verdict }) => verdict === 'delete');
    deleted += toDelete.length;
    const young = ({ lastChange }: Leftover) =>
      lastChange !== undefined && world.at - lastChange.getTime() < world.grace;
    const folders = inventory.leftovers.items.filter((folder) => !young(folder)).length;
    const gone = toDelete.length + folders;
    const mustRefuse =
      !world.credible ||
      inventory.clockAheadMs === undefined ||
      gone > policy.maxDeletions ||
      (gone > 3 && gone / (previews + folders) > policy.maxShare);
    if (mustRefuse !== (plan.refusal !== undefined)) faults.push(`round ${round}: refusal ${plan.refusal?.reason}`);
    if (plan.leftovers.length !== (mustRefuse ? 0 : folders))
      faults.push(`round ${round}: ${plan.leftovers.length} folders`);
    for (const decision of plan.decisions) {
      const fault = faultOf(decision, world);
      if (fault !== undefined) faults.push(`round ${round}: ${decision.preview.stack.name}: ${fault}`);
    }
  }
  const said = `${(rounds * previews).toLocaleString('en')} plan decisions, ${deleted.toLocaleString('en')} of them to delete`;
  return { done: said, faults };
}

/** What the decisions of one round have in common. */
interface World {
  /** Branches whose pushes deploy a preview. */
  readonly deployed: ReadonlySet<string>;
  readonly at: number;
  /** Milliseconds. */
  readonly grace: number;
  /** For how long a record may keep a preview, in milliseconds. */
  readonly keep: number;
  readonly credible: boolean;
}

const restful =
  /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK|ROLLBACK)_COMPLETE$|_FAILED$|^REVIEW_IN_PROGRESS$/;

/** What a plan with the policies off must hold, for each preview by itself. */
function faultOf(decision: Decision, { deployed, at, grace, keep, credible }: World): string | undefined {
  const { preview, verdict, because } = decision;
  const { stack, branch, branchCut, record } = preview;
  const touched = (stack.updatedAt ?? stack.createdAt).getTime();
  const busy = !restful.test(stack.status);
  const protects =
    deployed.has(branch) ||
    stack.terminationProtection ||
    branchCut ||
    record === 'unreadable' ||
    (typeof record === 'object' && Date.parse(record.keepUntil ?? '1970-01-01') > at && at - touched < keep) ||
    at - touched < grace ||
    branch.startsWith('release/');
  const untouchable = protects || busy;
  if (because === '') return 'no reason';
  if (untouchable && verdict !== 'keep') return `would be ${verdict}`;
  if (!untouchable && verdict !== (credible ? 'delete' : 'unknown')) return `is ${verdict}: ${because}`;
  const began = (stack.status.startsWith('DELETE_') && stack.deletionAt?.getTime()) || touched;
  const stuck = credible && busy && !protects && at - began >= stuckAfter;
  const isSaid = decision.verdict === 'keep' && decision.stuckMs !== undefined;
  if (stuck !== isSaid) return `${isSaid ? 'is said to be' : 'is not said to be'} stuck: ${because}`;
  return !credible && /is gone/.test(because) ? `claims what is not known: ${because}` : undefined;
}
