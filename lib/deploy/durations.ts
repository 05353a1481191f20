import { survivable } from '../errors';
import { sharedRecordFolder } from '../naming/bundle-key';
import type { TargetKind } from '../naming/target';
import type { KeptDurations, PreviewRecord } from '../ports/record';
import type { RecordLocation, Records } from '../ports/records';
import { updateRecord } from '../previews/update-record';
import type { StackFact } from '../stacks/events';
import { ResourceTimes } from '../stacks/resource-times';
import type { Timing, UsualTime, UsualTimes } from './events';

/** The median of so many deploys is what is usual. */
const keptEach = 9;

/** Learns how long the resources of a stack took, and keeps it with the times of the steps for the next deploys. */
export class Durations {
  private resources: ResourceTimes | undefined;
  private operation: 'create' | 'update' | undefined;
  private readonly at: RecordLocation;

  /** @param where the bundle bucket, and the application stack: its record is that of its deploys together */
  constructor(
    private readonly records: Records,
    where: { readonly kind: TargetKind; readonly bucket: string; readonly stackId: string },
  ) {
    this.at = { bucket: where.bucket, targetId: sharedRecordFolder(where.kind), stackId: where.stackId };
  }

  /** What is usual; undefined where nothing was kept, or it cannot be read: a deploy needs none of it. */
  async usual(operation: 'create' | 'update'): Promise<UsualTimes | undefined> {
    const found = await this.records.read(this.at).catch(survivable);
    const kept = found !== undefined && 'record' in found ? found.record.durations?.[operation] : undefined;
    return kept && usualOf(operation, kept);
  }

  /** Takes what becomes of the stack. */
  readonly seen = (fact: StackFact): void => {
    if (fact.kind === 'stack-operation-started' && fact.operation !== 'delete') {
      this.operation = fact.operation;
      this.resources = new ResourceTimes(fact.stackName);
    }
    if (fact.kind === 'stack-event') this.resources?.take(fact.event);
  };

  /** Keeps the times of this deploy. One that changed nothing says nothing of others. */
  async keep(timings: readonly Timing[], commit: string): Promise<void> {
    const { operation, resources, at } = this;
    if (operation === undefined || resources === undefined) return;
    const longest = new Map<string, number>();
    const note = (name: string, milliseconds: number) =>
      longest.set(name, Math.max(longest.get(name) ?? 0, Math.round(milliseconds / 1000)));
    for (const { deed, type, milliseconds } of resources.ended)
      if (deed === operation && milliseconds !== undefined) note(type, milliseconds);
    for (const { step, milliseconds } of timings) note(step, milliseconds);
    await updateRecord(this.records, at, (former = empty(at.stackId, commit)) => ({
      ...former,
      durations: { ...former.durations, [operation]: withNewest(former.durations?.[operation], longest) },
    })).catch(survivable);
  }
}

function withNewest(former: KeptDurations['create'] = {}, newest: ReadonlyMap<string, number>) {
  const added = [...newest].map(([name, seconds]) => [name, [seconds, ...(former[name] ?? [])].slice(0, keptEach)]);
  // Types that no deploy makes any more give way to new ones.
  return Object.fromEntries([...added, ...Object.entries(former).filter(([name]) => !newest.has(name))].slice(0, 200));
}

function usualOf(operation: 'create' | 'update', kept: Readonly<Record<string, readonly number[]>>): UsualTimes {
  const times = Object.entries(kept).flatMap(([name, seconds]) => {
    const sorted = seconds.map((one) => one * 1000).sort((a, b) => a - b);
    const [shortest, median, longest] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return shortest === undefined || median === undefined || longest === undefined
      ? []
      : [[name, { shortest, median, longest }] as const];
  });
  const isType = ([name]: readonly [string, UsualTime]) => name.includes('::');
  return {
    operation,
    resources: Object.fromEntries(times.filter(isType)),
    steps: Object.fromEntries(times.filter((one) => !isType(one))),
  };
}

function empty(stackId: string, commit: string): PreviewRecord {
  const seed = { state: 'none', database: '' } as const;
  return { format: 1, stackId, commit, deploys: [], seed, platforms: {}, asleep: false };
}
