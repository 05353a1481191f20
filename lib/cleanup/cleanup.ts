import type { CleanupSettings } from '../settings/settings';
import type { CleanupPorts, CleanupReport, CleanupRequest } from './cleanup-request';
import { execute } from './execute';
import { planCleanup } from './plan-cleanup';
import { takeStock } from './take-stock';

/**
 * Finds the previews that have lost their branch and, when asked to, deletes them.
 *
 * @throws PreviewError `account-wrong` and `region-wrong` before anything is listed or deleted; the signal's reason when interrupted
 */
export async function cleanup(ports: CleanupPorts, request: CleanupRequest): Promise<CleanupReport> {
  const started = ports.clock.now();
  const inventory = await takeStock(ports, request.settings, request.signal);
  const plan = planCleanup(inventory, policyOf(request), ports.clock.now());
  ports.progress.emit({ kind: 'planned', plan });

  const executed = request.execute && plan.refusal === undefined;
  const done = executed
    ? await execute(ports, plan, { inventory, signal: request.signal })
    : { results: [], swept: [], left: [] };
  return { plan, executed, ...done, milliseconds: ports.clock.now().getTime() - started.getTime() };
}

function policyOf({ settings, maxDeletions, maxShare }: CleanupRequest): CleanupSettings {
  const { cleanup: policy } = settings.values;
  return { ...policy, maxDeletions: maxDeletions ?? policy.maxDeletions, maxShare: maxShare ?? policy.maxShare };
}
