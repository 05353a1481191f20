import { checkAccount } from '../previews/check-account';
import type { Inventory } from '../previews/inventory';
import type { CleanupPolicy } from '../previews/plan';
import { takeInventory } from '../previews/take-inventory';
import type { ResolvedSettings } from '../settings/resolve';
import { skipReason } from '../settings/skip-rule';
import type { CleanupPorts } from './cleanup-request';

/** The inventory, once the account is known to be the one that settings name; tells what was listed. */
export async function takeStock(
  ports: CleanupPorts,
  settings: ResolvedSettings,
  policy: CleanupPolicy,
  signal: AbortSignal | undefined,
): Promise<Inventory> {
  await checkAccount(ports.account, settings.values);
  return takeInventory(ports, {
    project: settings.project,
    region: settings.values.region,
    signal,
    // Living previews go only by these policies, and then what their record says counts.
    recordToo: ({ branch }) =>
      policy.expireAfterDays > 0 || (policy.removeSkipped && skipReason(policy, branch) !== undefined),
    listed: (what, { items, complete }) => ports.progress.emit({ kind: 'listed', what, count: items.length, complete }),
  });
}
