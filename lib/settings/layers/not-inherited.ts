import type { SettingRecord } from './tree';

/**
 * What stays in staging when previews extend it. A host, its zone and its certificate are staging's own; protection would
 * make a preview that cannot be taken away; alarms would wake people for a preview. (Protection of data is switched off in preview.ts.)
 */
const stagingOnly = new Set(['branch', 'host', 'hostedZoneId', 'certificateArn', 'terminationProtection', 'alarms']);
/** `base` is for everybody: a host, a protection or alarms there are no preview's either. `branch` is no value of a target at all. */
const neverForPreviews = new Set(['branch', 'host', 'terminationProtection', 'alarms']);

export function inheritedFromStaging(layer: SettingRecord): SettingRecord {
  return without(layer, stagingOnly);
}

export function inheritedByPreviews(layer: SettingRecord): SettingRecord {
  return without(layer, neverForPreviews);
}

/** Test data never reaches production: `seed` is not inherited there. */
export function inheritedByProduction(layer: SettingRecord): SettingRecord {
  return without(layer, new Set(['branch', 'seed']));
}

export function withoutBranch(layer: SettingRecord): SettingRecord {
  return without(layer, new Set(['branch']));
}

function without(layer: SettingRecord, keys: ReadonlySet<string>): SettingRecord {
  return Object.fromEntries(Object.entries(layer).filter(([key]) => !keys.has(key)));
}
