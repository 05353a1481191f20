import type { Origin } from './layers/tree';
import { isRecord, type SettingRecord, type SettingValue } from './layers/tree';
import type { ResolvedSettings } from './resolve';

/** A path at which two targets differ; a side that has no such value is `undefined`. */
export interface Difference {
  readonly path: string;
  readonly a: SettingValue | undefined;
  readonly b: SettingValue | undefined;
  readonly originA: Origin | undefined;
  readonly originB: Origin | undefined;
}

/** Every path at which the effective values of two targets differ, sorted by path. */
export function differences(a: ResolvedSettings, b: ResolvedSettings): Difference[] {
  return [...new Set([...a.origins.keys(), ...b.origins.keys()])]
    .sort()
    .map((path) => ({
      path,
      a: valueAt(a, path),
      b: valueAt(b, path),
      originA: a.origins.get(path),
      originB: b.origins.get(path),
    }))
    .filter((row) => JSON.stringify(row.a) !== JSON.stringify(row.b));
}

/** The value at a path of `origins`, or `undefined` when the target has no plain value there. */
export function valueAt(settings: ResolvedSettings, path: string): SettingValue | undefined {
  const start: SettingValue = settings.values as unknown as SettingRecord;
  const value = path
    .split('.')
    .reduce<SettingValue | undefined>(
      (node, key) => (isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined),
      start,
    );
  return isRecord(value) ? undefined : value;
}
