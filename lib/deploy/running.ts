import { isUnderWay } from '../previews/stack-state';
import type { Progress, ProgressEvent } from '../progress';

const doing = { create: 'created', update: 'updated', delete: 'deleted' } as const;

/** Passes events on, and knows from them what would go on without us. */
export class Running implements Progress {
  private readonly stacks = new Map<string, string>();

  constructor(private readonly next: Progress) {}

  /** Sentences without a full stop: what CloudFormation works on just now. */
  get operations(): readonly string[] {
    return [...this.stacks].map(([name, what]) => `${name} is being ${what}`);
  }

  emit(event: ProgressEvent): void {
    if (event.kind === 'stack-operation-started') this.stacks.set(event.stackName, doing[event.operation]);
    if (event.kind === 'stack-event' && isEndOfStack(event)) this.stacks.delete(event.stackName);
    this.next.emit(event);
  }
}

/** CloudFormation's last word on the stack itself, not on a resource of it. */
function isEndOfStack({ stackName, event }: Extract<ProgressEvent, { kind: 'stack-event' }>): boolean {
  return event.logicalId === stackName && event.type === 'AWS::CloudFormation::Stack' && !isUnderWay(event.status);
}

/** The same ports, telling through `running`. A copy would load every adapter, used or not, when ports are made at first use. */
export function toldThrough<Ports extends { readonly progress: Progress }>(ports: Ports, running: Running): Ports {
  return Object.create(ports, { progress: { value: running, enumerable: true } }) as Ports;
}
