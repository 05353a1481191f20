import { PreviewError } from '../../lib/errors';
import { bundleKey } from '../../lib/naming/bundle-key';
import type { AssetLocation, BundleLocation, Bundles } from '../../lib/ports/bundles';
import type { FakeRecords } from './fake-records';
import { FaultSwitch } from './fault-switch';

type Method =
  | 'hashes'
  | 'find'
  | 'put'
  | 'hasAsset'
  | 'putAsset'
  | 'copy'
  | 'search'
  | 'sweep'
  | 'targetIds'
  | 'lastChange';

/** Bundles in memory; with records given, both share their buckets as they do in S3. */
export class FakeBundles implements Bundles {
  readonly faults = new FaultSwitch<Method>();
  /** Uploads, copies and sweeps, as `put <key>`, in order. */
  readonly calls: string[] = [];
  /** When what is added now is said to be written; long ago by default. */
  now: () => Date = () => new Date(0);
  private readonly kept = new Map<string, BundleLocation & { readonly at: Date }>();
  /** Hash and time of each file asset. */
  private readonly assets = new Map<string, AssetLocation & { readonly at: Date }>();

  constructor(private readonly records?: FakeRecords) {}

  /** Whether the folder of a target holds anything. */
  holds(bucket: string, targetId: string): boolean {
    const bundles = [...this.kept.values()].some((kept) => kept.bucket === bucket && kept.targetId === targetId);
    return bundles || (this.records?.targetIds(bucket).includes(targetId) ?? false);
  }

  /** A bundle that was uploaded earlier. */
  add(location: BundleLocation): void {
    this.kept.set(idOf(location), { ...location, at: this.now() });
  }

  async find(location: BundleLocation): Promise<{ readonly key: string; readonly bytes: number } | undefined> {
    this.faults.trip('find');
    return this.kept.has(idOf(location)) ? { key: keyOf(location), bytes: 1000 } : undefined;
  }

  async put(location: BundleLocation, _file: string): Promise<{ readonly key: string; readonly uploaded: boolean }> {
    this.faults.trip('put');
    const uploaded = !this.kept.has(idOf(location));
    if (uploaded) this.calls.push(`put ${keyOf(location)}`);
    this.add(location);
    return { key: keyOf(location), uploaded };
  }

  async hasAsset({ bucket, key, hash }: AssetLocation): Promise<boolean> {
    this.faults.trip('hasAsset');
    const kept = this.assets.get(`${bucket}\0${key}`);
    if (kept === undefined || kept.hash === hash) return kept !== undefined;
    throw new PreviewError('bundle-corrupt', `${key} in ${bucket} is another one`, { fault: 'world' });
  }

  async putAsset(location: AssetLocation, _file: string): Promise<boolean> {
    this.faults.trip('putAsset');
    const id = `${location.bucket}\0${location.key}`;
    if (this.assets.has(id)) return false;
    this.calls.push(`put ${location.key}`);
    this.assets.set(id, { ...location, at: this.now() });
    return true;
  }

  async copy(from: BundleLocation, to: BundleLocation): Promise<{ readonly key: string }> {
    this.faults.trip('copy');
    if (!this.kept.has(idOf(from))) {
      throw new PreviewError('bundle-missing', `there is no bundle ${keyOf(from)} in ${from.bucket}`, {
        fault: 'user',
      });
    }
    this.calls.push(`copy ${keyOf(from)} ${keyOf(to)}`);
    this.add(to);
    return { key: keyOf(to) };
  }

  async *search(bucket: string, hash: string): AsyncIterable<BundleLocation> {
    this.faults.trip('search');
    if (!/^[0-9a-f]{8,64}$/.test(hash)) {
      throw new PreviewError('bundle-hash-invalid', `"${hash}" is not the hash of a bundle`, { fault: 'user' });
    }
    for (const location of this.kept.values()) {
      const { targetId, hash: whole } = location;
      if (location.bucket === bucket && whole.startsWith(hash)) yield { bucket, targetId, hash: whole };
    }
  }

  async *hashes(bucket: string, targetId: string): AsyncIterable<string> {
    this.faults.trip('hashes');
    for (const kept of [...this.kept.values()].sort((one, other) => one.hash.localeCompare(other.hash))) {
      if (kept.bucket === bucket && kept.targetId === targetId) yield kept.hash;
    }
  }

  /** Somebody deletes a bundle. */
  drop(location: BundleLocation): void {
    this.kept.delete(idOf(location));
  }

  async sweep(bucket: string, targetId: string): Promise<number> {
    this.faults.trip('sweep');
    if (!/^[a-z0-9][a-z0-9-]*$/.test(targetId)) {
      throw new PreviewError('target-id-invalid', `"${targetId}" is not the id of a target`, { fault: 'us' });
    }
    this.calls.push(`sweep ${targetId}`);
    const toDelete = [...this.kept].filter(([, kept]) => kept.bucket === bucket && kept.targetId === targetId);
    for (const [id] of toDelete) this.kept.delete(id);
    const files = [...this.assets.keys()].filter((id) => id.startsWith(`${bucket}\0${targetId}/`));
    for (const id of files) this.assets.delete(id);
    return toDelete.length + files.length + (this.records?.sweep(bucket, targetId) ?? 0);
  }

  async lastChange(bucket: string, targetId: string): Promise<Date | undefined> {
    this.faults.trip('lastChange');
    return this.changedAt(bucket, targetId);
  }

  /** When anything in the folder was last written. */
  changedAt(bucket: string, targetId: string): Date | undefined {
    const mine = [...this.kept.values()].filter((kept) => kept.bucket === bucket && kept.targetId === targetId);
    const records = this.records?.targetIds(bucket).includes(targetId) ? [new Date(0)] : [];
    const times = [...mine.map(({ at }) => at), ...records].map((at) => at.getTime());
    return times.length === 0 ? undefined : new Date(Math.max(...times));
  }

  async *targetIds(bucket: string): AsyncIterable<string> {
    this.faults.trip('targetIds');
    const ids = [...this.kept.values()].filter((kept) => kept.bucket === bucket).map((kept) => kept.targetId);
    yield* new Set([...ids, ...(this.records?.targetIds(bucket) ?? [])].sort());
  }
}

function keyOf(location: BundleLocation): string {
  return bundleKey(location.targetId, location.hash);
}

function idOf(location: BundleLocation): string {
  return `${location.bucket}\0${keyOf(location)}`;
}
