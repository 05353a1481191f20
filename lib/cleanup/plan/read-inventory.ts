import { checkAccount } from '../../previews/check-account';
import { clockDifference, isNotable } from '../../previews/clock-difference';
import type { CleanupPolicy } from '../../previews/plan';
import { ownerOf } from '../../previews/preview';
import { type Inventory, takeInventory } from '../../previews/take-inventory';
import type { ResolvedSettings } from '../../settings/resolve';
import { skipReason } from '../../settings/target-of-branch';
import type { CleanupPorts, CleanupRequest } from '../cleanup-request';

/**
 * Checks the account against the settings, then takes the inventory and emits what was listed.
 *
 * @param asked hash of a branch whose preview is read with its record, whatever the policy. @default none
 */
export async function readInventory(
  ports: CleanupPorts,
  settings: ResolvedSettings,
  policy: CleanupPolicy,
  signal: AbortSignal | undefined,
  asked?: string,
): Promise<Inventory & { readonly account: string }> {
  const account = await checkAccount(ports.account, settings.values);
  const inventory = await takeInventory(ports, {
    owner: ownerOf(settings, ports.repository),
    region: settings.values.region,
    signal,
    // Only these policies delete previews of existing branches, and they need the record.
    recordToo: ({ branch, branchHash }) =>
      branchHash === asked ||
      policy.expireAfterDays > 0 ||
      (policy.removeSkipped && skipReason(policy, branch) !== undefined),
    listed: (what, { items, complete }) => ports.progress.emit({ kind: 'listed', what, count: items.length, complete }),
  });
  const { clockAheadMs = 0 } = inventory;
  if (isNotable(clockAheadMs)) {
    const message = `${clockDifference(clockAheadMs)}: ages are measured by the earlier of the two`;
    ports.progress.emit({ kind: 'warned', message });
  }
  return { ...inventory, account };
}

type Limits = Pick<CleanupRequest, 'maxDeletions' | 'maxShare' | 'maxMinutes'>;

/** The policy of the settings, with what was said for this run. */
export function policyOf({ values, stageBranches }: ResolvedSettings, limits: Limits = {}): CleanupPolicy {
  const { cleanup, skip } = values;
  return {
    ...cleanup,
    skip,
    stageBranches,
    maxDeletions: limits.maxDeletions ?? cleanup.maxDeletions,
    maxShare: limits.maxShare ?? cleanup.maxShare,
    maxMinutes: limits.maxMinutes ?? cleanup.maxMinutes,
  };
}
