import { PreviewError, unanswered, unwatched } from '../errors';
import type { Clock } from '../ports/clock';
import type { Stack, StackEvent, Stacks } from '../ports/stacks';
import type { StackFact, Tell } from './events';
import { EveryMinute, pollInterval } from './poll-interval';
import { isUnderWay } from './stack-state';

/** One operation on one stack. */
export interface Operation {
  readonly stackName: string;
  readonly stackId: string;
  /** Tells its events from those of other operations (trap T32). */
  readonly token: string;
}

export interface Watch {
  readonly tell: Tell;
  /** After this the operation goes on unwatched. */
  readonly budgetMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How it went. */
export interface Followed {
  readonly ended: boolean;
  /** The last seen; `DELETE_COMPLETE` when AWS no longer knows the stack. */
  readonly status: string;
  /** Undefined when AWS no longer knows the stack. */
  readonly stack: Stack | undefined;
  /** Of this operation, oldest first. */
  readonly events: readonly StackEvent[];
}

/** A status can lag behind the request: one that was not announced by an event of ours must have lasted so long. */
export const settledMs = 15_000;
/** Events of others that may stand before ours. */
const strangersAtMost = 200;

/**
 * Watches an operation to its end, by the id of the stack, and emits its events. What AWS does not answer is asked again.
 *
 * @throws PreviewError of the last look, when the time is up and it was not answered
 */
export async function followStack(
  ports: { readonly stacks: Stacks; readonly clock: Clock },
  operation: Operation,
  watch: Watch,
): Promise<Followed> {
  const { stackId, stackName } = operation;
  const started = ports.clock.now().getTime();
  const events: StackEvent[] = [];
  const hand = new EveryMinute();
  let stack: Stack | undefined;
  let status = 'unknown';
  for (;;) {
    const seen = new Set(events.map((event) => event.id));
    const look = await Promise.all([ports.stacks.find(stackId), eventsOf(ports.stacks, operation, seen)]).catch(
      unanswered,
    );
    const waited = ports.clock.now().getTime() - started;
    if (!(look instanceof PreviewError)) {
      stack = look[0];
      status = stack?.status ?? 'DELETE_COMPLETE';
      for (const event of look[1]) watch.tell({ kind: 'stack-event', stackName, event });
      events.push(...look[1]);
      const announced = events.some((event) => event.physicalId === stackId && event.status === status);
      if (!isUnderWay(status) && (announced || stack === undefined || waited >= settledMs)) {
        return { ended: true, status, stack, events };
      }
    }
    if (waited >= watch.budgetMs) {
      if (look instanceof PreviewError) throw unwatched(look);
      return { ended: false, status, stack, events };
    }
    if (hand.passed(waited)) watch.tell(stillThere(stackName, status, waited, look));
    await ports.clock.sleep(pollInterval(waited), watch.signal);
  }
}

/** The fact that an operation goes on, or was when it was last seen. */
export function stillThere(stackName: string, status: string, milliseconds: number, look: unknown): StackFact {
  const because = look instanceof PreviewError && { unanswered: look.message };
  return { kind: 'stack-still', stackName, status, milliseconds, ...because };
}

/** What happened in the operation, oldest first, without what was seen already. */
export async function eventsOf(
  stacks: Stacks,
  operation: Operation,
  seen: ReadonlySet<string> = new Set(),
): Promise<StackEvent[]> {
  const fresh: StackEvent[] = [];
  let strangers = 0;
  for await (const event of stacks.events(operation.stackId)) {
    if (seen.has(event.id)) break;
    if (event.token === operation.token) {
      fresh.push(event);
      continue;
    }
    strangers += 1;
    if (fresh.length > 0 || strangers > strangersAtMost) break;
  }
  return fresh.reverse();
}
