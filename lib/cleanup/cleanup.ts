import { applicationNames } from '../naming/resource-names';
import { warnOfOutdated } from '../previews/outdated-rights';
import type { CleanupPorts, CleanupReport, CleanupRequest } from './cleanup-request';
import { countsOf, leaveHeartbeat } from './leave-heartbeat';
import { planCleanup } from './plan/plan-cleanup';
import { policyOf, readInventory } from './plan/read-inventory';

/** Half of this room's files, which a dry run never needs. */
const execution = () => require('./execute/execute') as typeof import('./execute/execute');

/**
 * Finds the previews that have lost their branch and, when asked to, deletes them.
 *
 * @throws PreviewError `account-wrong` and `region-wrong` before anything is listed or deleted; the signal's reason when interrupted
 */
export async function cleanup(ports: CleanupPorts, request: CleanupRequest): Promise<CleanupReport> {
  const { settings, signal } = request;
  const started = ports.clock.now().getTime();
  const policy = policyOf(settings, request);
  const inventory = await readInventory(ports, settings, policy, signal);
  warnOfOutdated(inventory.application, (message) => ports.progress.emit({ kind: 'warned', message }));
  const plan = planCleanup(inventory, policy, ports.clock.now());
  ports.progress.emit({ kind: 'planned', plan });

  const executed = request.execute && plan.refusal === undefined;
  const { database } = settings.values;
  const done = executed
    ? await execution().execute(ports, plan, {
        inventory,
        deadline: started + policy.maxMinutes * 60_000,
        keepSnapshots: database !== 'none' && database.protect,
        removalNotices: request.removalNotices,
        signal,
      })
    : { results: [], swept: [], left: [] };
  const missing = inventory.previews.complete && inventory.application === undefined;
  const counts = countsOf(plan, done);
  const milliseconds = ports.clock.now().getTime() - started;
  const report: CleanupReport = {
    ...{ plan, executed, ...done, counts, milliseconds },
    ...(missing && {
      missingApplication: {
        stackName: applicationNames(settings.project, 'staging').stackName,
        account: inventory.account,
        region: settings.values.region,
      },
    }),
  };
  return request.execute ? leaveHeartbeat(ports, report, inventory.application?.bundleBucket) : report;
}
