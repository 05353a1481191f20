import { PreviewError } from '../errors';
import type { StackFact } from './events';
import { isUnderWay } from './stack-state';

/** Does the work; when it is interrupted, the error says what CloudFormation goes on with, and what the work has `reached`. */
export async function interruptible<Ports extends { readonly progress: Speaker }, T>(
  ports: Ports,
  signal: AbortSignal | undefined,
  work: (ports: Ports, reached: (sentence: string) => void) => Promise<T>,
): Promise<T> {
  const inFlight = new OperationsInFlight(ports.progress);
  // Same ports with another progress. Uses a prototype, not a spread: a spread would trigger every lazy getter.
  const watched = Object.create(ports, { progress: { value: inFlight, enumerable: true } }) as Ports;
  let soFar = '';
  try {
    return await work(watched, (sentence) => {
      soFar = sentence;
    });
  } catch (error) {
    throw signal?.aborted ? interruption(inFlight.operations, error, soFar) : error;
  }
}

/** The error of an interrupted run; it names the operations that CloudFormation goes on with, and what was reached so far. */
export function interruption(running: readonly string[], cause: unknown, soFar = ''): PreviewError {
  const goesOn =
    running.length === 0
      ? 'CloudFormation has nothing of this run under way'
      : `CloudFormation goes on by itself: ${running.join(', ')}`;
  return new PreviewError('interrupted', `Interrupted; ${goesOn}${soFar && `; ${soFar}`}`, {
    fault: 'user',
    cause,
    ...(running.length > 0 && {
      hint: 'Run the same command again: it waits for what is under way and goes on from there.',
    }),
  });
}

const doing = { create: 'created', update: 'updated', delete: 'deleted' } as const;

/** Where events go, whichever they are. */
export interface Speaker {
  emit(event: never): void;
}

/** Passes every event on, and keeps which operations CloudFormation is at work on. */
class OperationsInFlight implements Speaker {
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
