import type { Heartbeat, Heartbeats } from '../../lib/ports/heartbeats';
import { FaultSwitch } from './fault-switch';

/** Heartbeats in memory. */
export class FakeHeartbeats implements Heartbeats {
  readonly faults = new FaultSwitch<'read' | 'write'>();
  private readonly kept = new Map<string, string>();

  async read(bucket: string): Promise<Heartbeat | undefined> {
    this.faults.trip('read');
    const text = this.kept.get(bucket);
    return text === undefined ? undefined : (JSON.parse(text) as Heartbeat);
  }

  async write(bucket: string, heartbeat: Heartbeat): Promise<void> {
    this.faults.trip('write');
    this.kept.set(bucket, JSON.stringify(heartbeat));
  }
}
