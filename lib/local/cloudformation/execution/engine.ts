import type { Faults } from '../../faults/faults';
import type { ObjectStore } from '../../s3/store/object-store';
import type { Secrets } from '../../secrets-manager/secrets';
import type { Parameters } from '../../ssm/parameters';
import type { Journal } from '../../state/journal';
import type { StackRecord } from '../stacks/stack';
import type { StackStore } from '../stacks/stack-store';
import type { TypeTable } from '../type-table';

/** What of the cloud stacks need themselves: templates come from buckets, dynamic references from secrets and parameters. */
export interface StackedCloud {
  readonly accountId: string;
  readonly journal: Journal;
  readonly s3: Pick<ObjectStore, 'getObject'>;
  readonly secrets: Pick<Secrets, 'value'>;
  readonly parameters: Pick<Parameters, 'value'>;
}

/** What every operation on stacks works with. */
export interface Engine {
  /** Resource types get the whole of it: each knows which part it acts on. */
  readonly world: StackedCloud;
  readonly store: StackStore;
  readonly types: TypeTable;
  readonly faults: Faults;
  readonly operations: Operations;
}

/** Why an operation was stopped from outside. */
export type StopReason = 'delete' | 'cancel' | 'timeout' | 'shutdown';

/** One operation that works on one stack. */
export interface Operation {
  readonly engine: Engine;
  readonly stack: StackRecord;
  /** Aborted with a StopReason. */
  readonly signal: AbortSignal;
  /** Aborted only when the endpoint stops: rolling back and cleaning up go on through anything else. */
  readonly shutdown: AbortSignal;
  /** Set when the operation was stopped from outside. */
  readonly stopped: () => StopReason | undefined;
}

/** The same operation on its way back: what stopped it does not stop that. */
export function undoing(operation: Operation): Operation {
  return { ...operation, signal: operation.shutdown };
}

interface Running {
  readonly controller: AbortController;
  readonly shutdown: AbortController;
  readonly done: Promise<void>;
}

/** The operations under way, at most one a stack. */
export class Operations {
  private readonly running = new Map<string, Running>();

  /** Starts an operation once the former one of the stack, if there still is one, has come to its end. */
  start(engine: Engine, stack: StackRecord, body: (operation: Operation) => Promise<void>): void {
    const former = this.running.get(stack.id)?.done;
    const controller = new AbortController();
    const shutdown = new AbortController();
    const operation: Operation = {
      engine,
      stack,
      signal: controller.signal,
      shutdown: shutdown.signal,
      stopped: () => (controller.signal.aborted ? (controller.signal.reason as StopReason) : undefined),
    };
    const timer = stack.status === 'CREATE_IN_PROGRESS' ? timeLimit(stack, controller) : undefined;
    const done = (async () => {
      await former;
      if (!shutdown.signal.aborted) {
        await body(operation);
      }
    })().finally(() => {
      clearTimeout(timer);
      if (this.running.get(stack.id)?.controller === controller) {
        this.running.delete(stack.id);
      }
    });
    this.running.set(stack.id, { controller, shutdown, done });
    // A defect of ours must not take the process down: the stack says what happened.
    done.catch((error: unknown) => {
      stack.statusReason = `Internal failure: ${error instanceof Error ? error.message : String(error)}`;
      engine.store.changed(stack);
    });
  }

  stop(stack: StackRecord, reason: StopReason): void {
    this.running.get(stack.id)?.controller.abort(reason);
  }

  /** Stops everything where it stands; the next start says of each that it was cut off. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller, shutdown } of all) {
      shutdown.abort('shutdown');
      controller.abort('shutdown');
    }
    await Promise.allSettled(all.map(({ done }) => done));
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) {
      await Promise.allSettled([...this.running.values()].map(({ done }) => done));
    }
  }
}

function timeLimit(stack: StackRecord, controller: AbortController): NodeJS.Timeout | undefined {
  return stack.timeoutInMinutes === undefined
    ? undefined
    : setTimeout(() => controller.abort('timeout'), stack.timeoutInMinutes * 60_000);
}
