import { PreviewError, unanswered, unwatched } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Stack, Stacks } from '../../ports/stacks';
import { eventsOf, type Followed, type Operation, settledMs, type Watch } from '../../stacks/follow-stack';
import { EveryMinute, pollInterval } from '../../stacks/poll-interval';
import { isUnderWay } from '../../stacks/stack-state';

/** Between two looks; what is deleted takes minutes. */
const slowestMs = 1000;
/** So many requests in a row that AWS refused end a watch: the deletion goes on all the same. */
const patience = 8;

/**
 * Watches many deletions with one request a look, whatever their number: CloudFormation takes about five requests a second (trap T33).
 * A stack that is no longer among those being deleted is then asked for by its id.
 */
export class DeletionWatch {
  /** When each deletion was begun that is watched now. */
  private readonly watched = new Map<string, number>();
  private look: Promise<ReadonlySet<string> | undefined> | undefined;
  private readonly looks: Asking = { failures: 0 };

  constructor(private readonly ports: { readonly stacks: Stacks; readonly clock: Clock }) {}

  /** As `followStack`, for deletions only; emits what failed. */
  async follow(operation: Operation, watch: Watch): Promise<Followed> {
    const started = this.now();
    this.watched.set(operation.stackId, started);
    try {
      return await this.untilItEnds(operation, watch, started);
    } finally {
      this.watched.delete(operation.stackId);
    }
  }

  private async untilItEnds(operation: Operation, watch: Watch, started: number): Promise<Followed> {
    const finds: Asking = { failures: 0 };
    let begun = false;
    const hand = new EveryMinute();
    for (;;) {
      watch.signal?.throwIfAborted();
      const deleting = await this.nextLook();
      watch.signal?.throwIfAborted();
      const waited = this.now() - started;
      const listed = deleting?.has(operation.stackId) ?? true;
      const find = async () => ({ stack: await this.ports.stacks.find(operation.stackId) });
      const found = listed ? undefined : await tolerant(finds, find);
      begun ||= found === undefined ? deleting !== undefined && listed : found.stack?.status === 'DELETE_IN_PROGRESS';
      const ended = found && (await this.endOf(operation, found.stack, begun || waited >= settledMs, finds));
      if (ended) return withFailuresReported(ended, operation, watch);
      if (hand.passed(waited)) {
        const { stackName } = operation;
        watch.tell({ kind: 'stack-still', stackName, status: 'DELETE_IN_PROGRESS', milliseconds: waited });
      }
      if (waited >= watch.budgetMs) {
        const silence = this.looks.silence ?? finds.silence;
        if (silence) throw unwatched(silence);
        return { ended: false, status: 'DELETE_IN_PROGRESS', stack: found?.stack, events: [] };
      }
    }
  }

  /** Undefined while it is not surely the end: the state from before the request can lag behind it. */
  private async endOf(
    operation: Operation,
    stack: Stack | undefined,
    settled: boolean,
    finds: Asking,
  ): Promise<Followed | undefined> {
    const status = stack?.status ?? 'DELETE_COMPLETE';
    if (isUnderWay(status)) return undefined;
    if (status === 'DELETE_COMPLETE') return { ended: true, status, stack, events: [] };
    const events = (await tolerant(finds, () => eventsOf(this.ports.stacks, operation))) ?? [];
    const announced = events.some((event) => event.physicalId === operation.stackId && event.status === status);
    return settled || announced ? { ended: true, status, stack, events } : undefined;
  }

  /** Everybody who waits shares one look. Undefined: it got no answer, and that says nothing. */
  private nextLook(): Promise<ReadonlySet<string> | undefined> {
    this.look ??= this.pauseAndLook().finally(() => {
      this.look = undefined;
    });
    return this.look;
  }

  private async pauseAndLook(): Promise<ReadonlySet<string> | undefined> {
    const longest = this.now() - Math.min(...this.watched.values());
    await this.ports.clock.sleep(Math.min(slowestMs, pollInterval(longest)));
    return tolerant(this.looks, async () => {
      const ids = new Set<string>();
      for await (const id of this.ports.stacks.deleting()) ids.add(id);
      return ids;
    });
  }

  private now(): number {
    return this.ports.clock.now().getTime();
  }
}

function withFailuresReported(followed: Followed, { stackName }: Operation, { tell }: Watch): Followed {
  for (const event of followed.events) {
    if (event.status.endsWith('_FAILED')) tell({ kind: 'stack-event', stackName, event });
  }
  return followed;
}

/** How it went to ask for the same thing again and again. */
interface Asking {
  /** Refusals in a row. */
  failures: number;
  /** The error of the last request, when AWS did not answer it. */
  silence?: PreviewError | undefined;
}

/** Undefined for a request that got no answer, or was refused a few times only. */
async function tolerant<T>(asking: Asking, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    const answer = await ask();
    Object.assign(asking, { failures: 0, silence: undefined });
    return answer;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    try {
      asking.silence = unanswered(error);
    } catch {
      asking.failures += 1;
      if (asking.failures > patience) throw error;
    }
    return undefined;
  }
}
