import { branchHash } from '../naming/branch-hash';
import { namesOf } from '../naming/resource-names';
import type { CleanupPorts, Explanation, WhyRequest } from './cleanup-request';
import { planCleanup } from './plan-cleanup';
import { takeStock } from './take-stock';

/** What cleanup would do with the preview of a branch now, with everything that it would decide by. Changes nothing. */
export async function why(ports: CleanupPorts, request: WhyRequest): Promise<Explanation> {
  const { settings, branch } = request;
  const inventory = await takeStock(ports, settings, request.signal);
  const plan = planCleanup(inventory, settings.values.cleanup, ports.clock.now());
  const hash = branchHash(branch);
  const listed = inventory.branches.items.some((one) => one.name === branch);
  return {
    branch,
    branchHash: hash,
    stackName: namesOf(settings.project, { kind: 'preview', branch }).stackName,
    branchAlive: listed || inventory.branches.complete ? listed : 'unknown',
    decisions: plan.decisions.filter((decision) => decision.preview.branchHash === hash),
    plan,
  };
}
