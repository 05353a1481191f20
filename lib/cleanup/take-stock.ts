import { checkAccount } from '../previews/check-account';
import type { Inventory } from '../previews/inventory';
import { takeInventory } from '../previews/take-inventory';
import type { ResolvedSettings } from '../settings/resolve';
import type { CleanupPorts } from './cleanup-request';

/** The inventory, once the account is known to be the one that settings name; tells what was listed. */
export async function takeStock(
  ports: CleanupPorts,
  settings: ResolvedSettings,
  signal: AbortSignal | undefined,
): Promise<Inventory> {
  await checkAccount(ports.account, settings.values);
  return takeInventory(ports, {
    project: settings.project,
    region: settings.values.region,
    signal,
    listed: (what, { items, complete }) => ports.progress.emit({ kind: 'listed', what, count: items.length, complete }),
  });
}
