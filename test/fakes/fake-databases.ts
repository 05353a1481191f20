import { PreviewError } from '../../lib/errors';
import type { Databases, Snapshot } from '../../lib/ports/databases';
import { FakeClock } from './fake-clock';
import { FaultSwitch } from './fault-switch';

/** DB instances and their snapshots, in memory. Starting and stopping end `operationMs` after they began, by the clock that is given. */
export class FakeDatabases implements Databases {
  readonly faults = new FaultSwitch<'snapshots' | 'status' | 'start' | 'stop'>();
  /** Instances that were asked for, in order. */
  readonly calls: string[] = [];
  /** States by instance. */
  readonly states = new Map<string, string>();
  operationMs = 1000;
  private readonly kept: (Snapshot & { readonly instance: string })[] = [];

  constructor(private readonly clock: FakeClock = new FakeClock()) {}

  add(instance: string, id: string, at: Date): void {
    this.kept.push({ instance, id, at });
  }

  async *snapshots(instance: string): AsyncIterable<Snapshot> {
    this.calls.push(instance);
    this.faults.trip('snapshots');
    for (const { id, at, ...one } of this.kept) if (one.instance === instance) yield { id, at };
  }

  async status(instance: string): Promise<string | undefined> {
    this.faults.trip('status');
    return this.states.get(instance);
  }

  async start(instance: string): Promise<void> {
    this.faults.trip('start');
    this.move(instance, ['stopped', 'starting', 'available']);
  }

  async stop(instance: string): Promise<void> {
    this.faults.trip('stop');
    this.move(instance, ['available', 'stopping', 'stopped']);
  }

  private move(instance: string, [from, during, to]: readonly [string, string, string]): void {
    const state = this.states.get(instance);
    if (state !== from) {
      throw new PreviewError('database-not-ready', `${instance} is ${state}`, { fault: 'world' });
    }
    this.calls.push(`${during} ${instance}`);
    this.states.set(instance, during);
    this.clock.after(this.operationMs, () => {
      if (this.states.get(instance) === during) this.states.set(instance, to);
    });
  }
}
