import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { KeptSleep, PreviewRecord } from '../../lib/ports/record';
import type { RecordLocation } from '../../lib/ports/records';
import type { Stack } from '../../lib/ports/stacks';
import type { ResolvedSettings } from '../../lib/settings/resolve';
import type { SettingsLayer } from '../../lib/settings/settings';
import { due } from '../../lib/sleep/due';
import type { DueReport } from '../../lib/sleep/due-request';
import { FakeAccountWorld } from '../fakes/fake-account-world';
import { FakeTraffic } from '../fakes/fake-traffic';

const minute = 60_000;
const week = 7 * 86_400_000;

/** Previews that sleep and wake, with databases that RDS starts again after seven days. */
export class DueWorld extends FakeAccountWorld {
  readonly traffic = new FakeTraffic();
  /** What the job did, in order: `sleep login night`. */
  readonly deeds: string[] = [];
  /** Branches whose acts fail. */
  readonly failing = new Map<string, Error>();
  /** What the settings of a branch have instead. */
  readonly layers = new Map<string, SettingsLayer>();
  /** When each database was stopped. */
  private readonly stopped = new Map<string, number>();
  private readonly places = new Map<string, RecordLocation>();

  constructor(
    public layer: SettingsLayer,
    now: Date,
  ) {
    super(['main'], ['staging']);
    this.clock.advance(now.getTime() - this.clock.now().getTime());
  }

  settingsOf(branch: string): ResolvedSettings {
    return this.settingsFor({ kind: 'preview', branch }, { preview: this.layers.get(branch) ?? this.layer });
  }

  /** A preview that is deployed now, for the first time or again: a push wakes. */
  deploy(branch: string, stack: Partial<Stack> = {}): void {
    const place = this.places.get(branch) ?? this.make(branch, stack);
    const deploy = { at: this.now(), commit: '1'.repeat(40), bundles: {} };
    const { sleep: _, ...former } = this.records.peek(place) ?? empty(place, branch);
    this.rewrite(branch, { ...former, asleep: false, deploys: [deploy, ...former.deploys].slice(0, 20) });
    this.stopped.delete(branch);
  }

  record(branch: string): PreviewRecord {
    const found = this.records.peek(this.placeOf(branch));
    if (found === undefined) throw new Error(`no record of ${branch}`);
    return found;
  }

  rewrite(branch: string, record: PreviewRecord): void {
    const place = this.placeOf(branch);
    this.records.sweep(place.bucket, place.targetId);
    void this.records.write(place, record, undefined);
  }

  /** Puts it to sleep as a command does that ends well. */
  fall(branch: string, because: KeptSleep['because']): void {
    const since = this.record(branch).sleep?.since ?? this.now();
    const instances = { web: { min: 1, max: 1 } };
    this.rewrite(branch, {
      ...this.record(branch),
      asleep: true,
      sleep: { state: 'asleep', since, because, instances },
    });
    this.stopped.set(branch, this.clock.now().getTime());
  }

  wake(branch: string): void {
    const { sleep: _, ...record } = this.record(branch);
    this.rewrite(branch, { ...record, asleep: false, usedAt: this.now() });
    this.stopped.delete(branch);
  }

  /** Of the database. */
  status(branch: string): string {
    const at = this.stopped.get(branch);
    return at === undefined || this.clock.now().getTime() - at >= week ? 'available' : 'stopped';
  }

  run(execute = true): Promise<DueReport> {
    const { layer: _, ...ports } = this;
    const act = (deed: string, branch: string, milliseconds: number) => {
      this.deeds.push(deed);
      const error = this.failing.get(branch);
      if (error) throw error;
      this.clock.advance(milliseconds);
    };
    return due(
      { ...ports, databases: { status: async (instance) => this.status(instance.slice('db-'.length)) } },
      {
        settings: this.settingsOf('*'),
        settingsOf: (branch) => this.settingsOf(branch),
        execute,
        signal: this.abort.signal,
        deeds: {
          sleep: async ({ branch }, because) => {
            act(`sleep ${branch} ${because ?? 'as it was'}`, branch, 4 * minute);
            this.fall(branch, because ?? this.record(branch).sleep?.because ?? 'asked');
          },
          wake: async ({ branch }) => {
            act(`wake ${branch}`, branch, 8 * minute);
            this.wake(branch);
          },
          release: async ({ branch }) => {
            act(`release ${branch}`, branch, minute);
            const { held: _held, ...record } = this.record(branch);
            this.rewrite(branch, record);
          },
        },
      },
    );
  }

  private make(branch: string, stack: Partial<Stack>): RecordLocation {
    const { stackName, targetId } = namesOf('shop', { kind: 'preview', branch });
    const tags = ownershipTags({
      project: 'shop',
      repository: 'github:acme/shop',
      target: { kind: 'preview', branch },
    });
    const outputs = { DatabaseIdentifier: `db-${branch}` };
    const { id: stackId } = this.stacks.add({ name: stackName, tags, outputs, ...stack });
    const place = { bucket: 'bundles-staging', targetId, stackId };
    this.places.set(branch, place);
    return place;
  }

  private placeOf(branch: string): RecordLocation {
    const place = this.places.get(branch);
    if (place === undefined) throw new Error(`no preview of ${branch}`);
    return place;
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

function empty({ stackId }: RecordLocation, branch: string): PreviewRecord {
  return {
    ...{ format: 1, stackId, branch, commit: '1'.repeat(40), deploys: [], platforms: {}, asleep: false },
    seed: { state: 'none', database: '' },
  };
}
