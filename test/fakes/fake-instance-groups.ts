import { PreviewError } from '../../lib/errors';
import type { InstanceGroup, InstanceGroups } from '../../lib/ports/instance-groups';
import { FakeClock } from './fake-clock';
import { FaultSwitch } from './fault-switch';

interface Member {
  readonly id: string;
  lifecycle: string;
  well: boolean;
}

/** Groups in memory. Instances start, leave and end in a time of their own, by the clock that is given. */
export class FakeInstanceGroups implements InstanceGroups {
  readonly faults = new FaultSwitch<'find' | 'standBy' | 'end'>();
  /** What was asked for, in order: `standBy i-…`, `end i-…`. */
  readonly calls: string[] = [];
  startMs = 60_000;
  leaveMs = 20_000;
  endMs = 30_000;
  private readonly groups = new Map<string, { wanted: number; members: Member[] }>();
  private made = 0;

  constructor(private readonly clock: FakeClock = new FakeClock()) {}

  /** Brings a group to this size, as Auto Scaling does: what it has too few starts, what it has too many ends. The first ones are there at once. */
  size(environmentName: string, min: number, max: number): void {
    const found = this.groups.get(environmentName);
    const group = found ?? { wanted: min, members: [] };
    this.groups.set(environmentName, group);
    group.wanted = Math.min(max, Math.max(min, group.wanted));
    if (found) this.fill(group);
    else for (let left = group.wanted; left > 0; left -= 1) this.launch(group).lifecycle = 'InService';
    for (const one of found ? [] : group.members) one.well = true;
    const spare = serving(group).slice(group.wanted);
    for (const one of spare) this.remove(group, one);
  }

  ids(environmentName: string, lifecycle?: string): readonly string[] {
    const { members = [] } = this.groups.get(environmentName) ?? {};
    return members.filter((one) => lifecycle === undefined || one.lifecycle === lifecycle).map(({ id }) => id);
  }

  /** Beanstalk calls it well, or not. */
  feel(instanceId: string, well: boolean): void {
    const one = this.groupOf(instanceId)?.members.find(({ id }) => id === instanceId);
    if (one) one.well = well;
  }

  /** Somebody ends it elsewhere. */
  kill(instanceId: string): void {
    const group = this.groupOf(instanceId);
    if (!group) return;
    group.members = group.members.filter(({ id }) => id !== instanceId);
    this.fill(group);
  }

  async find(environmentName: string): Promise<InstanceGroup | undefined> {
    this.faults.trip('find');
    const group = this.groups.get(environmentName);
    if (!group) return undefined;
    const instances = group.members.map(({ id, lifecycle }) => ({ id, lifecycle }));
    const well = group.members.filter((one) => one.well && one.lifecycle === 'InService').length;
    return { name: nameOf(environmentName), instances, well };
  }

  async standBy(groupName: string, instanceId: string): Promise<void> {
    this.faults.trip('standBy');
    this.calls.push(`standBy ${instanceId}`);
    const [, group] = [...this.groups].find(([name]) => nameOf(name) === groupName) ?? [];
    const one = group?.members.find(({ id, lifecycle }) => id === instanceId && lifecycle === 'InService');
    if (!group || !one) throw gone(instanceId);
    one.lifecycle = 'EnteringStandby';
    this.clock.after(this.leaveMs, () => {
      if (one.lifecycle === 'EnteringStandby') one.lifecycle = 'Standby';
    });
    this.fill(group);
  }

  async end(instanceId: string): Promise<void> {
    this.faults.trip('end');
    this.calls.push(`end ${instanceId}`);
    const group = this.groupOf(instanceId);
    const one = group?.members.find(({ id }) => id === instanceId);
    if (!group || !one) throw gone(instanceId);
    this.remove(group, one);
    this.fill(group);
  }

  private fill(group: { wanted: number; members: Member[] }): void {
    while (serving(group).length < group.wanted) {
      const one = this.launch(group);
      this.clock.after(this.startMs / 2, () => {
        if (one.lifecycle === 'Pending') one.lifecycle = 'InService';
      });
      this.clock.after(this.startMs, () => {
        one.well = true;
      });
    }
  }

  private launch(group: { members: Member[] }): Member {
    this.made += 1;
    const one = { id: `i-${String(this.made).padStart(17, '0')}`, lifecycle: 'Pending', well: false };
    group.members.push(one);
    return one;
  }

  private remove(group: { members: Member[] }, one: Member): void {
    one.lifecycle = 'Terminating';
    this.clock.after(this.endMs, () => {
      group.members = group.members.filter((other) => other !== one);
    });
  }

  private groupOf(instanceId: string) {
    return [...this.groups.values()].find(({ members }) => members.some(({ id }) => id === instanceId));
  }
}

/** Those that count: what stands by does not. */
function serving({ members }: { readonly members: readonly Member[] }): readonly Member[] {
  return members.filter(({ lifecycle }) => ['InService', 'Pending'].includes(lifecycle));
}

function nameOf(environmentName: string): string {
  return `awseb-${environmentName}-stack-AWSEBAutoScalingGroup`;
}

function gone(instanceId: string): PreviewError {
  return new PreviewError('instance-gone', `${instanceId} is not in service`, { fault: 'world' });
}
