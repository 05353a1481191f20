import { planCleanup } from '../../lib/cleanup/plan/plan-cleanup';
import type { Decision } from '../../lib/previews/plan';
import { Random } from '../../test/cleanup/histories/random';
import type { Proof } from './proof';
import { aliveBranches, randomInventory, randomPolicy } from './random-inventory';

const previews = 1000;
const rounds = 1000;
const now = new Date('2026-11-20T12:00:00Z');
const minute = 60_000;

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
    const toDelete = plan.decisions.filter(({ verdict }) => verdict === 'delete');
    deleted += toDelete.length;
    const mustRefuse =
      !inventory.previews.complete ||
      !inventory.branches.complete ||
      !alive.has('main') ||
      toDelete.length > policy.maxDeletions ||
      (toDelete.length > 3 && toDelete.length / previews > policy.maxShare);
    if (mustRefuse !== (plan.refusal !== undefined)) faults.push(`round ${round}: refusal ${plan.refusal?.reason}`);
    for (const decision of plan.decisions) {
      const fault = faultOf(decision, alive, policy.graceMinutes);
      if (fault !== undefined) faults.push(`round ${round}: ${decision.preview.stack.name}: ${fault}`);
    }
  }
  const said = `${(rounds * previews).toLocaleString('en')} plan decisions, ${deleted.toLocaleString('en')} of them to delete`;
  return { done: said, faults };
}

/** What a plan with the policies off must hold, for each preview by itself. */
function faultOf(
  { preview, verdict, because }: Decision,
  alive: ReadonlySet<string>,
  grace: number,
): string | undefined {
  const { stack, branch, branchCut, record } = preview;
  const age = now.getTime() - (stack.updatedAt ?? stack.createdAt).getTime();
  const untouchable =
    alive.has(branch) ||
    stack.terminationProtection ||
    branchCut ||
    record === 'unreadable' ||
    (typeof record === 'object' && Date.parse(record.keepUntil ?? '1970-01-01') > now.getTime()) ||
    age < grace * minute ||
    branch.startsWith('release/') ||
    !/^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK|ROLLBACK)_COMPLETE$|_FAILED$|^REVIEW_IN_PROGRESS$/.test(
      stack.status,
    );
  if (because === '') return 'no reason';
  if (untouchable && verdict === 'delete') return 'would be deleted';
  if (!untouchable && verdict === 'keep') return `is kept: ${because}`;
  return undefined;
}
