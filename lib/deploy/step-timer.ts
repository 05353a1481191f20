import type { Clock } from '../ports/clock';
import type { Progress } from '../progress';
import type { DeployStep, Timing } from './events';

/** Does one step of a deploy. */
export type Step = <T>(name: DeployStep, work: () => Promise<T>) => Promise<T>;

/** Steps without events. */
export const untold: Step = (_name, work) => work();

/** Emits when steps start and end, and keeps how long they took. */
export class StepTimer {
  readonly timings: Timing[] = [];
  private readonly started: number;

  constructor(
    private readonly ports: { readonly clock: Clock; readonly progress: Progress },
    private readonly signal: AbortSignal | undefined,
  ) {
    this.started = this.now();
  }

  /** Since the deploy began. */
  get milliseconds(): number {
    return this.now() - this.started;
  }

  readonly run: Step = async (step, work) => {
    this.signal?.throwIfAborted();
    const started = this.now();
    this.ports.progress.emit({ kind: 'step-started', step });
    const result = await work();
    const timing = { step, milliseconds: this.now() - started };
    this.timings.push(timing);
    this.ports.progress.emit({ kind: 'step-finished', ...timing });
    return result;
  };

  private now(): number {
    return this.ports.clock.now().getTime();
  }
}
