import type { TargetKind } from '../../naming/target';
import { globMatches } from '../glob';
import type { BranchOverride, LayerName, SettingsFile, SettingsLayer } from '../settings';
import { base } from './base';
import type { BuiltInLayer } from './built-in-layer';
import { inheritedByPreviews, inheritedByProduction, inheritedFromStaging, withoutBranch } from './not-inherited';
import { preview } from './preview';
import { production } from './production';
import { staging } from './staging';
import type { Origin, SettingRecord } from './tree';

/** One layer of a target: this program's own, or one that a person wrote. */
export type Layer = { readonly origin: Origin } & (
  | { readonly builtIn: BuiltInLayer; readonly written?: undefined }
  | { readonly written: SettingRecord; readonly builtIn?: undefined }
);

export interface MatchingOverride {
  readonly layer: LayerName;
  readonly override: BranchOverride;
}

/** The layers of a kind of target, from the most general to the most particular. */
export function layersOf(file: SettingsFile, kind: TargetKind, overrides: readonly MatchingOverride[]): Layer[] {
  if (kind === 'production') {
    return [
      builtIn('base', base),
      written('base', inheritedByProduction(record(file.base))),
      builtIn('production', production),
      written('production', inheritedByProduction(record(file.production))),
    ];
  }
  if (kind === 'staging') {
    return [
      builtIn('base', base),
      written('base', withoutBranch(record(file.base))),
      builtIn('staging', staging),
      written('staging', withoutBranch(record(file.staging))),
    ];
  }
  return [
    builtIn('base', base),
    written('base', inheritedByPreviews(record(file.base))),
    builtIn('staging', staging),
    written('staging', inheritedFromStaging(record(file.staging))),
    builtIn('preview', preview),
    written('preview', record(file.preview)),
    ...overrides.map(({ layer, override }) => written(layer, record(override.settings), override.because)),
  ];
}

function builtIn(kind: 'base' | TargetKind, layer: BuiltInLayer): Layer {
  return { origin: { layer: `built-in ${kind}` }, builtIn: layer };
}

function written(layer: LayerName, values: SettingRecord, because?: string): Layer {
  return { origin: { layer, ...(because !== undefined && { because }) }, written: values };
}

/** A layer without the meaning of its keys; no layer is an empty one. */
function record(layer: SettingsLayer | undefined): SettingRecord {
  return (layer ?? {}) as SettingRecord;
}

/** The overrides of `branches` that match, in the order in which they are written: a later one wins. */
export function overridesFor(
  file: Pick<SettingsFile, 'branches'>,
  branch: string,
): { readonly layer: LayerName; readonly override: BranchOverride }[] {
  return (file.branches ?? []).flatMap((override, index) =>
    globMatches(override.match, branch) ? [{ layer: `branches[${index}]` as const, override }] : [],
  );
}
