import { PreviewError, unanswered, unwatched } from '../../errors';
import type { InstanceGroup } from '../../ports/instance-groups';
import { EveryMinute, pollInterval } from '../../stacks/poll-interval';
import { duration } from '../../text/duration';
import type { HoldStep } from '../events';
import type { HoldPorts } from './hold-request';

export interface GroupWatch {
  readonly environmentName: string;
  readonly service: string;
  readonly instanceId: string;
  readonly step: HoldStep;
  readonly budgetMs: number;
  /** What is missing, for people; undefined once nothing is. What it throws ends the waiting. */
  readonly missing: (group: InstanceGroup | undefined) => string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Waits until a group is as it should be. What AWS does not answer is asked again.
 *
 * @throws PreviewError `hold-time-up`; what `missing` throws
 */
export async function awaitGroup(
  { groups, clock, progress }: Pick<HoldPorts, 'groups' | 'clock' | 'progress'>,
  watch: GroupWatch,
): Promise<void> {
  const { environmentName, service, instanceId, step, budgetMs, signal } = watch;
  const started = clock.now().getTime();
  const hand = new EveryMinute();
  for (;;) {
    const look = await groups.find(environmentName).catch(unanswered);
    const missing = look instanceof PreviewError ? look.message : watch.missing(look);
    if (missing === undefined) return;
    const milliseconds = clock.now().getTime() - started;
    if (milliseconds >= budgetMs) throw look instanceof PreviewError ? unwatched(look) : timeUp(missing, budgetMs);
    if (hand.passed(milliseconds)) {
      progress.emit({ kind: 'hold-awaited', step, service, instanceId, missing, milliseconds });
    }
    await clock.sleep(pollInterval(milliseconds), signal);
  }
}

/** So long another change of a group may be in the way. */
const busyMs = 5 * 60_000;

/** Asks until no other change of the group is in the way. */
export async function whenFree(
  { clock }: Pick<HoldPorts, 'clock'>,
  signal: AbortSignal | undefined,
  ask: () => Promise<void>,
): Promise<void> {
  const started = clock.now().getTime();
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      const waited = clock.now().getTime() - started;
      if (!(error instanceof PreviewError) || error.code !== 'group-busy' || waited >= busyMs) throw error;
      await clock.sleep(Math.max(1000, pollInterval(waited)), signal);
    }
  }
}

function timeUp(missing: string, budgetMs: number): PreviewError {
  return new PreviewError('hold-time-up', `After ${duration(budgetMs)} ${missing}`, {
    fault: 'world',
    hint: 'The same command goes on from there, with --now it does not wait for others; `preview-stacks release` takes it back.',
  });
}
