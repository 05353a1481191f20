import { PreviewError } from '../../errors';
import { indexBranches } from '../../previews/branch-index';
import { earlierOf } from '../../previews/clock-difference';
import { foreignRepositories } from '../../previews/foreign-repositories';
import type { CleanupPlan, CleanupPolicy, Decision, Refusal } from '../../previews/plan';
import type { Inventory, Leftover } from '../../previews/take-inventory';
import { decide } from './decide';

/** A share says nothing about few previews: up to so many may go whatever it is. */
const shareCountsAbove = 3;

/** What a cleanup would do: for each preview keep or delete, with the reason, or why the whole run deletes nothing. Pure. */
export function planCleanup(inventory: Inventory, policy: CleanupPolicy, now: Date): CleanupPlan {
  const index = indexBranches(inventory.branches.items, inventory.previews.items);
  const doubt = incomplete(inventory) ?? incredible(inventory);
  const { clockAheadMs } = inventory;
  const at = earlierOf(now, clockAheadMs ?? 0);
  const decisions = inventory.previews.items
    .map((preview) => decide(preview, { index, policy, now: at, credible: doubt === undefined }))
    .sort((a, b) => (a.preview.stack.name < b.preview.stack.name ? -1 : 1));
  const leftovers = inventory.leftovers.items
    .filter((folder) => isOutOfGrace(folder, policy, at))
    .map(({ targetId }) => targetId);
  const refusal = doubt ?? (clockAheadMs === undefined ? noTime : tooMany(policy, decisions, leftovers.length));
  return {
    at,
    policy,
    ...(refusal && { refusal }),
    decisions,
    leftovers: refusal ? [] : leftovers,
    otherFolders: inventory.otherFolders,
    unowned: inventory.unowned.map((stack) => stack.name),
    foreign: foreignRepositories(inventory.foreign, inventory.owner),
  };
}

/** A folder of which it is not known passes: it is asked about again before it goes. */
export function isOutOfGrace({ lastChange }: Pick<Leftover, 'lastChange'>, policy: CleanupPolicy, at: Date): boolean {
  return lastChange === undefined || at.getTime() - lastChange.getTime() >= policy.graceMinutes * 60_000;
}

function incomplete({ previews, branches }: Inventory): Refusal | undefined {
  if (!previews.complete) {
    const because = `The stacks could not all be listed: ${previews.because}`;
    return { reason: 'stacks-incomplete', because, hint: hintOf(previews.error) };
  }
  if (!branches.complete) {
    const because = `The branches could not all be listed: ${branches.because}`;
    return { reason: 'branches-incomplete', because, hint: hintOf(branches.error) };
  }
  return undefined;
}

/** What the error itself says to do. */
function hintOf(error: unknown): string {
  const own = error instanceof PreviewError ? error.hint : undefined;
  return own === undefined ? 'Run it again later; nothing was changed.' : `${own} Nothing was changed.`;
}

const noTime: Refusal = {
  reason: 'clock-unknown',
  because: "CloudFormation's answers do not say the time, so that no age is known",
  hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set: something removes the header Date.',
};

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

/** Folders count as previews do: what a list of branches leaves out must not go by another door. */
function tooMany(policy: CleanupPolicy, decisions: readonly Decision[], folders: number): Refusal | undefined {
  const previews = decisions.filter((decision) => decision.verdict === 'delete').length;
  const toDelete = previews + folders;
  const all = decisions.length + folders;
  const what = folders === 0 ? 'previews' : 'previews and left-over folders';
  if (toDelete > policy.maxDeletions) {
    return {
      reason: 'too-many-deletions',
      because: `${toDelete} ${what} would be deleted; one run deletes ${policy.maxDeletions} at the most`,
      hint: `Look at the plan; if it is right, run again with --max-deletions ${toDelete}.`,
    };
  }
  if (toDelete > shareCountsAbove && toDelete > policy.maxShare * all) {
    return {
      reason: 'too-large-share',
      because: `${toDelete} of ${all} ${what} would be deleted; one run deletes a share of ${policy.maxShare} at the most`,
      hint: `Look at the plan; if it is right, run again with --max-share ${Math.ceil((100 * toDelete) / all) / 100}.`,
    };
  }
  return undefined;
}
