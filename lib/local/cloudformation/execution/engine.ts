import type { Faults } from '../../faults/faults';
import type { ResourceType } from '../../resources/resource-type';
import type { World } from '../../world';
import type { StackRecord } from '../stacks/stack';
import type { StackStore } from '../stacks/stack-store';
import type { Operations } from './operations';

/** What every operation on stacks works with. */
export interface Engine {
  readonly world: World;
  readonly store: StackStore;
  readonly types: ReadonlyMap<string, ResourceType>;
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
