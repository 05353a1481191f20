import type { TargetKind } from '../../naming/target';
import type { CiSettings } from '../ci-settings';
import type { Origin } from '../layers/tree';
import type { SeedSettings, TargetSettings } from '../settings';

/** The values of one kind of target, as far as they were given: what no built-in layer has may be missing. */
export interface TargetUnderCheck {
  readonly kind: TargetKind;
  readonly values: Omit<TargetSettings, 'region' | 'seed' | 'ci'> & {
    readonly region?: string;
    readonly seed?: Partial<SeedSettings>;
    readonly ci?: Partial<CiSettings>;
  };
  readonly origins: ReadonlyMap<string, Origin>;
}

/** What is wrong with a target: the settings that make it so, the likeliest to need the fix first. */
export interface TargetFault {
  readonly settings: readonly string[];
  /** Settings that are right, and say where to write those that no person wrote. @default none */
  readonly beside?: readonly string[];
  /** The layer to write it in when no person wrote any. @default the target's own */
  readonly layer?: 'base';
  readonly message: string;
  readonly hint: string;
}

/** One thing that must hold between the settings of one target. */
export type TargetRule = (target: TargetUnderCheck) => readonly (TargetFault | false | undefined)[];

/** Where the first of these settings was written by a person, or would be `beside` others; `otherwise` when no person wrote any. */
export function writtenAt(
  target: TargetUnderCheck,
  settings: readonly string[],
  otherwise: 'base' | TargetKind = target.kind,
  beside: readonly string[] = [],
): string {
  for (const path of [...settings, ...beside]) {
    const layer = target.origins.get(path)?.layer;
    const written = beside.includes(path) ? settings[0] : path;
    if (layer?.startsWith('branches[')) return `${layer}.settings.${written}`;
    if (layer !== undefined && !layer.startsWith('built-in')) return `${layer}.${written}`;
  }
  return `${otherwise}.${settings[0]}`;
}
