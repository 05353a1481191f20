import { globMatches } from '../glob';
import type { BranchOverride, LayerName, SettingsFile } from '../settings';

/** The overrides of `branches` that match, in the order in which they are written: a later one wins. */
export function overridesFor(
  file: Pick<SettingsFile, 'branches'>,
  branch: string,
): { readonly layer: LayerName; readonly override: BranchOverride }[] {
  return (file.branches ?? []).flatMap((override, index) =>
    globMatches(override.match, branch) ? [{ layer: `branches[${index}]` as const, override }] : [],
  );
}
