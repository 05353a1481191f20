import { PreviewError } from '../../errors';
import type { InstanceGroup } from '../../ports/instance-groups';
import { lifecycleOf } from '../../previews/held/lifecycle-of';
import { awaitGroup, whenFree } from './await-group';
import { type Chosen, inService } from './choose-instance';
import type { HoldPorts } from './hold-request';

/** Requests under way get 20 seconds by our templates; Auto Scaling and a balancer of an extension may take longer. */
const leavingMs = 10 * 60_000;

/** Out of traffic: what is under way is answered before. */
export async function leave(
  ports: HoldPorts,
  waits: Chosen & { readonly signal: AbortSignal | undefined },
): Promise<void> {
  const { group, instanceId, signal } = waits;
  await whenFree(ports, signal, async () => {
    const state = lifecycleOf(await ports.groups.find(waits.environmentName), instanceId);
    if (state === undefined) throw gone(instanceId);
    // Whether it is gone, or on its way out for somebody else, is seen below.
    if (state === 'InService') await ports.groups.standBy(group.name, instanceId).catch(unlessGone);
  });
  await awaitGroup(ports, {
    ...{ ...waits, step: 'leave', budgetMs: leavingMs },
    missing: (now) => {
      const state = lifecycleOf(now, instanceId);
      if (state === undefined) throw gone(instanceId);
      return state === 'Standby' ? undefined : `${instanceId} is ${state}`;
    },
  });
}

/** What is missing, for people, until others answer for the service. @throws PreviewError `instance-gone` */
export function othersMissing(
  group: InstanceGroup | undefined,
  { instanceId, service, wanted }: { readonly instanceId: string; readonly service: string; readonly wanted: number },
): string | undefined {
  if (lifecycleOf(group, instanceId) === undefined) throw gone(instanceId);
  const serving = inService(group);
  if (serving.every((id) => id === instanceId)) return `no other instance of ${service} is in service`;
  const { well = 0 } = group ?? {};
  if (well >= wanted) return undefined;
  return `Beanstalk calls ${well} of ${serving.length} instances of ${service} well, and does not say which`;
}

export function gone(instanceId: string): PreviewError {
  return new PreviewError('instance-gone', `${instanceId} has ended meanwhile, with what was on its disk`, {
    fault: 'world',
    hint: '`preview-stacks release` brings the group back to what it was.',
  });
}

function unlessGone(error: unknown): void {
  if (!(error instanceof PreviewError) || error.code !== 'instance-gone') throw error;
}
