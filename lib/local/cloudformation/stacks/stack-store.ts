import { randomUUID } from 'node:crypto';
import type { Journal } from '../../state/journal';
import type { StackEvent, StackRecord } from './stack';
import type { StackStatus } from './stack-status';

/** Every stack of the endpoint, deleted ones included; each is a document of its own in the journal. */
export class StackStore {
  private readonly index: { ids: string[]; lastTick: number };
  private readonly stacks: StackRecord[];

  constructor(private readonly journal: Journal) {
    this.index = journal.document(indexName, () => ({ ids: [], lastTick: 0 }));
    this.stacks = this.index.ids
      .map((id) => journal.document<Partial<StackRecord>>(documentName(id), () => ({})))
      // A killed process may have written the name of a stack and not yet the stack.
      .filter((stack): stack is StackRecord => stack.id !== undefined);
  }

  /** Milliseconds since 1970, later than any time it gave before. */
  tick(): number {
    this.index.lastTick = Math.max(this.journal.now(), this.index.lastTick + 1);
    return this.index.lastTick;
  }

  /** Oldest first, deleted ones included. */
  in(region: string): readonly StackRecord[] {
    return this.stacks.filter((stack) => stack.region === region);
  }

  all(): readonly StackRecord[] {
    return this.stacks;
  }

  /** By ARN any stack, by name the one that lives. */
  find(region: string, nameOrId: string): StackRecord | undefined {
    return nameOrId.startsWith('arn:')
      ? this.stacks.find((stack) => stack.id === nameOrId)
      : this.stacks.findLast(
          (stack) => stack.region === region && stack.name === nameOrId && stack.status !== 'DELETE_COMPLETE',
        );
  }

  add(stack: StackRecord): StackRecord {
    const kept = this.journal.document(documentName(stack.id), () => stack);
    this.stacks.push(kept);
    this.index.ids.push(stack.id);
    this.journal.changed(indexName);
    this.changed(kept);
    return kept;
  }

  changed(stack: StackRecord): void {
    this.journal.changed(documentName(stack.id));
  }

  addEvent(stack: StackRecord, event: Omit<StackEvent, 'id' | 'at' | 'token'>): number {
    const at = this.tick();
    const id = eventId(stack, event, at);
    stack.events.push({ ...event, id, at, ...(stack.token === undefined ? {} : { token: stack.token }) });
    this.changed(stack);
    return at;
  }

  /** Changes the stack's own state and tells it as an event. */
  setStatus(stack: StackRecord, status: StackStatus, reason?: string): void {
    stack.status = status;
    stack.statusReason = reason;
    this.addEvent(stack, {
      logicalId: stack.name,
      // The CDK takes a stack event with another physical id for a nested stack.
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

/** As AWS writes them: of the stack a UUID, of a resource its name with state and time, or with a UUID in a clean-up. */
function eventId(stack: StackRecord, event: Omit<StackEvent, 'id' | 'at' | 'token'>, at: number): string {
  if (event.physicalId === stack.id) {
    return randomUUID();
  }
  return stack.status.endsWith('_CLEANUP_IN_PROGRESS')
    ? `${event.logicalId}-${randomUUID()}`
    : `${event.logicalId}-${event.status}-${new Date(at).toISOString()}`;
}

const indexName = 'cloudformation';

function documentName(stackId: string): string {
  return `cloudformation-${stackId.slice(stackId.lastIndexOf('/') + 1)}`;
}
