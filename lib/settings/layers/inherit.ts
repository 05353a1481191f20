import type { Origin } from './tree';
import { isRecord, type SettingRecord, type SettingValue } from './tree';

/** A value and where it comes from. */
export interface Leaf {
  readonly value: Exclude<SettingValue, SettingRecord>;
  readonly origin: Origin;
}

/** Values with their origins, record by record. */
export type Inherited = ReadonlyMap<string, Inherited | Leaf>;

export const nothing: Inherited = new Map();

/**
 * What a child makes of its parent: records merge key by key, lists are replaced whole, a child wins. A plain value such as
 * `'none'` replaces a record, and a record replaces a plain value.
 *
 * A record that the parent lacks, or has as `'none'`, starts from the built-in values of that record, so that
 * `database: { name: 'shop' }` is a whole database again.
 */
export function inherit(
  parent: Inherited,
  child: SettingRecord,
  origin: Origin,
  builtIn: Inherited = nothing,
): Inherited {
  const result = new Map(parent);
  for (const [key, value] of Object.entries(child)) {
    if (value === undefined) continue;
    if (!isRecord(value)) {
      result.set(key, { value, origin });
      continue;
    }
    const own = parent.get(key);
    const start = builtIn.get(key);
    const beginnings = start instanceof Map ? (start as Inherited) : nothing;
    result.set(key, inherit(own instanceof Map ? (own as Inherited) : beginnings, value, origin, beginnings));
  }
  return result;
}

/** As {@link inherit}, but only for what the parent has: a built-in layer brings back nothing that a person switched off. */
export function refine(parent: Inherited, child: SettingRecord, origin: Origin): Inherited {
  const kept = Object.entries(child).filter(([key, value]) => !isRecord(value) || parent.get(key) instanceof Map);
  return inherit(parent, Object.fromEntries(kept), origin);
}

/** The values without their origins. */
export function plain(values: Inherited): SettingRecord {
  return Object.fromEntries(
    [...values].map(([key, node]): [string, SettingValue] => [
      key,
      node instanceof Map ? plain(node) : (node as Leaf).value,
    ]),
  );
}
