import type { TargetKind } from '../../naming/target';
import type { LayerName } from '../settings';

/** A value in a settings file, seen without its meaning. */
export type SettingValue = string | number | boolean | readonly SettingValue[] | SettingRecord;

/** `undefined` counts as not written, so that a file may take a value from its surroundings that is not there. */
export interface SettingRecord {
  readonly [key: string]: SettingValue | undefined;
}

/** Whether this is a record: neither a list nor an instance of a class. */
export function isRecord(value: unknown): value is SettingRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A settings file may have been read in another realm, where Object is another one.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Where a value comes from. */
export interface Origin {
  /** A layer of the settings file, or one of this program's own. */
  readonly layer: LayerName | `built-in ${'base' | TargetKind}`;
  /** The reason that a branch override gives. @default none */
  readonly because?: string;
}
