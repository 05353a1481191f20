import { branchHash } from '../../naming/hash8';
import { namesOf } from '../../naming/resource-names';
import type { CleanupPorts, Explanation, WhyRequest } from '../cleanup-request';
import { planCleanup } from './plan-cleanup';
import { policyOf, readInventory } from './read-inventory';

/** What cleanup would do with the preview of a branch now, with everything that it would decide by. Changes nothing. */
export async function why(ports: CleanupPorts, request: WhyRequest): Promise<Explanation> {
  const { settings, branch, target } = request;
  const policy = policyOf(settings);
  const hash = branchHash(branch);
  const inventory = await readInventory(ports, settings, policy, request.signal, hash);
  const plan = planCleanup(inventory, policy, ports.clock.now());
  const head = inventory.branches.items.find((one) => one.name === branch);
  const listed = head !== undefined;
  return {
    branch,
    branchHash: hash,
    stackName: namesOf(settings.project, target).stackName,
    ...(head && { head: head.commit }),
    listed: {
      stacks: inventory.previews.complete,
      previews: inventory.previews.items.length,
      branches: inventory.branches.items.length,
    },
    branchAlive: listed || inventory.branches.complete ? listed : 'unknown',
    decisions: plan.decisions.filter((decision) => decision.preview.branchHash === hash),
    plan,
  };
}
