import type { Clock } from '../ports/clock';
import type { Environments } from '../ports/environments';
import type { Progress } from '../progress';

const eventsAtMost = 10;
const linesAtMost = 40;

/** Tells what the environments and their apps last said, for who has to find out why a deploy fails. */
export async function tellEvidence(
  ports: { readonly environments: Environments; readonly clock: Clock; readonly progress: Progress },
  environmentNames: readonly string[],
  since: Date,
): Promise<void> {
  for (const environmentName of environmentNames) {
    const [events, logs] = await Promise.all([
      // The deploy has failed already: that is what has to be told, not that its evidence cannot be had.
      ports.environments.events(environmentName, since).catch(() => []),
      ports.environments.logs({ environmentName, limit: linesAtMost }).catch(() => []),
    ]);
    if (events.length === 0 && logs.length === 0) continue;
    const oldestFirst = events.slice(0, eventsAtMost).reverse();
    ports.progress.emit({ kind: 'evidence', environmentName, events: oldestFirst, logs });
  }
}
