import type { TargetKind } from '../../naming/target';
import type { SettingFault } from './rule';

/** The layers of which a target's values come. */
const layers: Readonly<Record<TargetKind, RegExp>> = {
  production: /^(base|production)\./,
  staging: /^(base|staging)\./,
  preview: /^(base|staging|preview|branches\[\d+\]\.settings)\./,
};

/**
 * Whether a fault in these settings of a target only follows from one that is already found in what was written: a value of
 * the wrong type counts as not given, and its absence is no second fault.
 */
export function isConsequence(
  kind: TargetKind,
  settings: readonly string[],
  written: readonly SettingFault[],
): boolean {
  return written.some(({ path }) => {
    const found = path.replace(layers[kind], '');
    return found !== path && settings.some((setting) => isWithin(setting, found) || isWithin(found, setting));
  });
}

function isWithin(path: string, record: string): boolean {
  return path === record || path.startsWith(`${record}.`);
}
