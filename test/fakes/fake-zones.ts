import type { Zone, Zones } from '../../lib/ports/zones';
import { FaultSwitch } from './fault-switch';

/** Hosted zones in memory. */
export class FakeZones implements Zones {
  readonly faults = new FaultSwitch<'zone'>();
  readonly zones: Zone[] = [];

  async zone(id: string): Promise<Zone | undefined> {
    this.faults.trip('zone');
    return this.zones.find((zone) => zone.id === id);
  }
}
