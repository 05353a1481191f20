import { namesOf } from '../naming/resource-names';
import type { Clock } from '../ports/clock';
import type { Environments } from '../ports/environments';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import { explain } from './explain';

const eventsAtMost = 10;
const linesAtMost = 40;

export interface EvidencePorts {
  readonly environments: Environments;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Work that reports what environments and apps last said before it fails. An interruption fails without. */
export function withEvidence(
  ports: EvidencePorts,
  { project, target, values }: ResolvedSettings,
  signal: AbortSignal | undefined,
): <T>(work: Promise<T>) => Promise<T> {
  const { environmentName } = namesOf(project, target);
  const services = Object.keys(values.services).map((service) => ({
    service,
    environmentName: environmentName(service),
  }));
  const since = ports.clock.now();
  return (work) =>
    work.catch(async (error: unknown) => {
      const hasDatabase = values.database !== 'none';
      if (!signal?.aborted) await tellEvidence(ports, services, { since, hasDatabase });
      throw error;
    });
}

async function tellEvidence(
  ports: EvidencePorts,
  services: readonly { readonly service: string; readonly environmentName: string }[],
  { since, hasDatabase }: { readonly since: Date; readonly hasDatabase: boolean },
): Promise<void> {
  for (const { service, environmentName } of services) {
    const [events, logs] = await Promise.all([
      // The deploy has failed already. That its evidence cannot be read would hide why.
      ports.environments.events(environmentName, since).catch(() => []),
      ports.environments.logs({ environmentName, limit: linesAtMost }).catch(() => []),
    ]);
    if (events.length === 0 && logs.length === 0) continue;
    const oldestFirst = events.slice(0, eventsAtMost).reverse();
    ports.progress.emit({ kind: 'evidence', environmentName, events: oldestFirst, logs });
    const lines = logs.map(({ text }) => text);
    const known = explain(lines, { hasDatabase, service });
    if (known) ports.progress.emit({ kind: 'explained', ...known });
  }
}
