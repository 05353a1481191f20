import type { StackFact } from './events';
import { isUnderWay } from './stack-state';

const doing = { create: 'created', update: 'updated', delete: 'deleted' } as const;

/** Where events go, whichever they are. */
export interface Speaker {
  emit(event: never): void;
}

/** Passes every event on, and knows from those of stacks what CloudFormation would go on with. */
export class OperationsInFlight implements Speaker {
  private readonly stacks = new Map<string, string>();

  constructor(private readonly next: Speaker) {}

  /** Sentences without a full stop: what CloudFormation works on just now. */
  get operations(): readonly string[] {
    return [...this.stacks].map(([name, what]) => `${name} is being ${what}`);
  }

  emit(event: StackFact): void {
    if (event.kind === 'stack-operation-started') this.stacks.set(event.stackName, doing[event.operation]);
    if (event.kind === 'stack-event' && isEndOfStack(event)) this.stacks.delete(event.stackName);
    this.next.emit(event as never);
  }
}

/** CloudFormation's last event of the stack itself, not of a resource in it. */
function isEndOfStack({ stackName, event }: Extract<StackFact, { kind: 'stack-event' }>): boolean {
  return event.logicalId === stackName && event.type === 'AWS::CloudFormation::Stack' && !isUnderWay(event.status);
}
