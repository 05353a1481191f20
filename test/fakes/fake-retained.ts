import type { Retained, RetainedOwner, RetainedResource } from '../../lib/ports/retained';
import { FaultSwitch } from './fault-switch';

/** Log groups and snapshots in memory. */
export class FakeRetained implements Retained {
  readonly faults = new FaultSwitch<'find' | 'remove'>();
  /** Names of what was removed, in order. */
  readonly calls: string[] = [];
  private readonly logGroups = new Set<string>();
  /** Id of the snapshot → the instance that it was taken of. */
  private readonly snapshots = new Map<string, string>();

  addLogGroup(name: string): void {
    this.logGroups.add(name);
  }

  addSnapshot(id: string, database: string): void {
    this.snapshots.set(id, database);
  }

  get names(): readonly string[] {
    return [...this.logGroups, ...this.snapshots.keys()];
  }

  async *find({ stackName, environmentPrefix, databases }: RetainedOwner): AsyncIterable<RetainedResource> {
    this.faults.trip('find');
    for (const name of [...this.logGroups]) {
      if (name.startsWith(`/aws/elasticbeanstalk/${environmentPrefix}`)) yield { kind: 'log-group', name };
    }
    for (const [name, database] of [...this.snapshots]) {
      const isFinal = new RegExp(`^${stackName}-snapshot-[a-z0-9]+-[a-z0-9]+$`).test(name);
      if (isFinal && (databases === 'any' || databases.includes(database))) yield { kind: 'snapshot', name };
    }
  }

  async remove({ name }: RetainedResource): Promise<void> {
    this.faults.trip('remove');
    this.calls.push(name);
    this.logGroups.delete(name);
    this.snapshots.delete(name);
  }
}
