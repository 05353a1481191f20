import { SortedKeys } from './sorted-keys';
import type { Version } from './version';

/** The versions of a bucket's keys, in memory. */
export class VersionIndex {
  private readonly byKey = new Map<string, Version[]>();
  private readonly keys = new SortedKeys();
  private count = 0;

  /** Versions and delete markers. */
  get size(): number {
    return this.count;
  }

  /** How many keys have an object: their newest version is no delete marker. */
  objects(): number {
    let found = 0;
    for (const versions of this.byKey.values()) {
      if (!versions.at(-1)?.isMarker) found += 1;
    }
    return found;
  }

  newest(key: string): Version | undefined {
    return this.byKey.get(key)?.at(-1);
  }

  nullVersion(key: string): Version | undefined {
    return this.byKey.get(key)?.findLast((version) => version.isNull);
  }

  bySeq(key: string, seq: number): Version | undefined {
    const versions = this.byKey.get(key);
    return versions?.[position(versions, seq)];
  }

  /** Oldest first. */
  versions(key: string): readonly Version[] {
    return this.byKey.get(key) ?? [];
  }

  /** Keys in S3's order from `start` on. */
  keysFrom(start: string): Iterable<string> {
    return this.keys.from(start);
  }

  /** Every version, in no order of keys. */
  *all(): Generator<readonly [string, Version]> {
    for (const [key, versions] of this.byKey) {
      for (const version of versions) {
        yield [key, version];
      }
    }
  }

  /** Adds it as the newest, or in the place of the one with the same number. */
  put(key: string, version: Version): void {
    const versions = this.byKey.get(key);
    if (!versions) {
      this.byKey.set(key, [version]);
      this.keys.add(key);
      this.count += 1;
      return;
    }
    const at = position(versions, version.seq);
    if (at >= 0) {
      versions[at] = version;
      return;
    }
    versions.push(version);
    this.count += 1;
  }

  remove(key: string, seq: number): void {
    const versions = this.byKey.get(key);
    const at = versions ? position(versions, seq) : -1;
    if (!versions || at < 0) {
      return;
    }
    versions.splice(at, 1);
    this.count -= 1;
    if (versions.length === 0) {
      this.byKey.delete(key);
      this.keys.delete(key);
    }
  }
}

// Numbers rise within a key: a key with a hundred thousand versions is searched in a few steps.
function position(versions: readonly Version[], seq: number): number {
  let low = 0;
  let high = versions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = versions[middle]?.seq ?? 0;
    if (found === seq) {
      return middle;
    }
    if (found < seq) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
