import { indexBranches } from '../../previews/branch-index';
import { foreignRepositories } from '../../previews/foreign-repositories';
import type { CleanupPlan, CleanupPolicy, Decision, Refusal } from '../../previews/plan';
import type { Inventory } from '../../previews/take-inventory';
import { decide } from './decide';

/** A share says nothing about few previews: up to so many may go whatever it is. */
const shareCountsAbove = 3;

/** What a cleanup would do: for each preview keep or delete, with the reason, or why the whole run deletes nothing. Pure. */
export function planCleanup(inventory: Inventory, policy: CleanupPolicy, now: Date): CleanupPlan {
  const index = indexBranches(inventory.branches.items, inventory.previews.items);
  const decisions = inventory.previews.items
    .map((preview) => decide(preview, { index, policy, now }))
    .sort((a, b) => (a.preview.stack.name < b.preview.stack.name ? -1 : 1));
  const refusal = refuse(inventory, policy, decisions);
  return {
    at: now,
    policy,
    ...(refusal && { refusal }),
    decisions,
    leftovers: refusal ? [] : inventory.leftovers.items,
    unowned: inventory.unowned.map((stack) => stack.name),
    foreign: foreignRepositories(inventory.foreign, inventory.owner),
  };
}

function refuse(inventory: Inventory, policy: CleanupPolicy, decisions: readonly Decision[]): Refusal | undefined {
  return incomplete(inventory) ?? incredible(inventory) ?? tooMany(policy, decisions);
}

function incomplete({ previews, branches }: Inventory): Refusal | undefined {
  const hint = 'Run it again later; nothing was changed.';
  if (!previews.complete) {
    return { reason: 'stacks-incomplete', because: `The stacks could not all be listed: ${previews.because}`, hint };
  }
  if (!branches.complete) {
    return {
      reason: 'branches-incomplete',
      because: `The branches could not all be listed: ${branches.because}`,
      hint,
    };
  }
  return undefined;
}

function incredible({ branches, defaultBranch }: Inventory): Refusal | undefined {
  const hint = 'Check that the settings name the right repository and that the token may read it.';
  if (branches.items.length === 0) {
    return { reason: 'no-branches', because: 'The repository answers that it has no branches at all', hint };
  }
  if (defaultBranch !== undefined && !branches.items.some((branch) => branch.name === defaultBranch)) {
    const because = `The default branch ${defaultBranch} is not among the ${branches.items.length} branches listed`;
    return { reason: 'default-branch-missing', because, hint };
  }
  return undefined;
}

function tooMany(policy: CleanupPolicy, decisions: readonly Decision[]): Refusal | undefined {
  const toDelete = decisions.filter((decision) => decision.verdict === 'delete').length;
  if (toDelete > policy.maxDeletions) {
    return {
      reason: 'too-many-deletions',
      because: `${toDelete} previews would be deleted; one run deletes ${policy.maxDeletions} at the most`,
      hint: `Look at the plan; if it is right, run again with --max-deletions ${toDelete}.`,
    };
  }
  if (toDelete > shareCountsAbove && toDelete > policy.maxShare * decisions.length) {
    return {
      reason: 'too-large-share',
      because: `${toDelete} of ${decisions.length} previews would be deleted; one run deletes a share of ${policy.maxShare} at the most`,
      hint: `Look at the plan; if it is right, run again with --max-share ${Math.ceil((100 * toDelete) / decisions.length) / 100}.`,
    };
  }
  return undefined;
}
