import { PreviewError } from '../../errors';
import type { TargetNames } from '../../naming/resource-names';
import type { HeldInstance } from '../../ports/record';
import { lifecycleOf } from '../../previews/held/lifecycle-of';
import { awaitGroup, whenFree } from './await-group';
import type { Fate, HoldPorts } from './hold-request';

/** What ending takes; deploys that release have no more. */
export type EndPorts = Pick<HoldPorts, 'groups' | 'clock' | 'progress'>;

const endingMs = 15 * 60_000;

/**
 * Ends instances that a record says are held. Any branch's job may write any record: only what stands by in the group of a service of this very
 * preview is ended.
 *
 * @throws PreviewError `hold-time-up`, `group-busy`
 */
export async function endHeld(
  ports: EndPorts,
  {
    names,
    held,
    signal,
  }: {
    readonly names: Pick<TargetNames, 'environmentName'>;
    readonly held: readonly HeldInstance[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<readonly (HeldInstance & { readonly fate: Fate })[]> {
  const ended: (HeldInstance & { readonly fate: Fate })[] = [];
  for (const one of held)
    ended.push({ ...one, fate: await end(ports, names.environmentName(one.service), one, signal) });
  return ended;
}

async function end(
  ports: EndPorts,
  environmentName: string,
  { service, instanceId }: HeldInstance,
  signal: AbortSignal | undefined,
): Promise<Fate> {
  let fate: Fate = 'ended';
  await whenFree(ports, signal, async () => {
    const state = lifecycleOf(await ports.groups.find(environmentName), instanceId);
    fate = state === undefined ? 'gone' : /Standby$/.test(state) ? 'ended' : 'in-traffic';
    if (fate !== 'ended') return;
    ports.progress.emit({ kind: 'hold-step', step: 'end', service, instanceId });
    await ports.groups.end(instanceId).catch((error: unknown) => {
      if (!(error instanceof PreviewError) || error.code !== 'instance-gone') throw error;
      fate = 'gone';
    });
  });
  if (fate !== 'ended') return fate;
  await awaitGroup(ports, {
    ...{ environmentName, service, instanceId, step: 'end', budgetMs: endingMs, signal },
    missing: (group) => {
      const state = lifecycleOf(group, instanceId);
      return state === undefined ? undefined : `${instanceId} is ${state}`;
    },
  });
  return fate;
}
