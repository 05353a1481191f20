import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import type { Stack, Stacks } from '../ports/stacks';
import { eventsOf, type Followed, type Operation, settledMs, type Watch } from '../previews/follow-stack';
import { pace } from '../previews/pace';
import { isUnderWay } from '../previews/stack-state';

/** Between two looks; what is deleted takes minutes. */
const slowestMs = 1000;
/** So many looks in a row that got no answer end it: the deletions go on all the same. */
const patience = 8;

/**
 * Watches many deletions with one request a look, whatever their number: CloudFormation takes about five requests a second (trap T33).
 * A stack that is no longer among those being deleted is then asked for by its id.
 */
export class DeletionWatch {
  /** When each deletion was begun that is watched now. */
  private readonly watched = new Map<string, number>();
  private look: Promise<ReadonlySet<string> | undefined> | undefined;
  private failures = 0;

  constructor(private readonly ports: { readonly stacks: Stacks; readonly clock: Clock }) {}

  /** As `followStack`, for deletions only; tells what failed. */
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
    let begun = false;
    let known: { readonly stack: Stack | undefined } | undefined;
    for (;;) {
      watch.signal?.throwIfAborted();
      const deleting = await this.nextLook();
      watch.signal?.throwIfAborted();
      const listed = deleting?.has(operation.stackId) ?? true;
      begun ||= deleting !== undefined && listed;
      if (!listed) known = (await this.find(operation.stackId)) ?? known;
      const status = known === undefined ? 'DELETE_IN_PROGRESS' : (known.stack?.status ?? 'DELETE_COMPLETE');
      begun ||= status === 'DELETE_IN_PROGRESS' && known !== undefined;
      const waited = this.now() - started;
      if (!listed && known !== undefined && !isUnderWay(status)) {
        // The state from before the request can lag behind it.
        const settled = status === 'DELETE_COMPLETE' || begun || waited >= settledMs;
        const events = status === 'DELETE_COMPLETE' ? [] : await this.eventsOf(operation);
        const announced = events.some((event) => event.physicalId === operation.stackId && event.status === status);
        if (settled || announced) {
          for (const event of events) {
            if (event.status.endsWith('_FAILED'))
              watch.tell({ kind: 'stack-event', stackName: operation.stackName, event });
          }
          return { ended: true, status, stack: known.stack, events };
        }
      }
      if (waited >= watch.budgetMs) return { ended: false, status, stack: known?.stack, events: [] };
    }
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
    await this.ports.clock.sleep(Math.min(slowestMs, pace(longest)));
    return this.tolerant(async () => {
      const ids = new Set<string>();
      for await (const id of this.ports.stacks.deleting()) ids.add(id);
      return ids;
    });
  }

  private find(stackId: string): Promise<{ readonly stack: Stack | undefined } | undefined> {
    return this.tolerant(async () => ({ stack: await this.ports.stacks.find(stackId) }));
  }

  private async eventsOf(operation: Operation) {
    return (await this.tolerant(() => eventsOf(this.ports.stacks, operation))) ?? [];
  }

  private async tolerant<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await ask();
      this.failures = 0;
      return answer;
    } catch (error) {
      this.failures += 1;
      if (!(error instanceof PreviewError) || this.failures > patience) throw error;
      return undefined;
    }
  }

  private now(): number {
    return this.ports.clock.now().getTime();
  }
}
