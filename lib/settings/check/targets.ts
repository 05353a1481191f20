import type { TargetKind } from '../../naming/target';
import type { MatchingOverride } from '../layers/layers';
import { resolveKind } from '../resolve';
import type { SettingsFile } from '../settings';
import { faultsBetween } from './between-targets';
import { isConsequence } from './consequence';
import type { SettingFault } from './rule';
import { targetFaults } from './target-rules';
import { type TargetUnderCheck, writtenAt } from './target-under-check';

/**
 * What is wrong with the targets that come of a file: production and staging when it has a section for them, a preview, and a
 * preview with each of the branch overrides alone. What only follows from a fault that was `written` is left out.
 */
export function faultsOfTargets(file: SettingsFile, written: readonly SettingFault[]): SettingFault[] {
  const production = file.production && under(file, 'production');
  const staging = under(file, 'staging');
  const preview = under(file, 'preview');
  const overridden = (file.branches ?? []).map((override, index) =>
    under(file, 'preview', [{ layer: `branches[${index}]`, override }]),
  );
  const targets = [production, file.staging && staging, preview, ...overridden].filter(
    (target) => target !== undefined,
  );
  return [
    ...targets.flatMap((target) =>
      targetFaults(target)
        .filter(({ settings }) => !isConsequence(target.kind, settings, written))
        .map(({ settings, beside, layer, message, hint }) => ({
          path: writtenAt(target, settings, layer, beside),
          message,
          hint,
        })),
    ),
    ...faultsBetween({ production, staging, preview, overridden }, file),
  ];
}

function under(file: SettingsFile, kind: TargetKind, overrides: readonly MatchingOverride[] = []): TargetUnderCheck {
  const { values, origins } = resolveKind(file, kind, overrides);
  // The rules for what is written went before: every value that is there has its type.
  return { kind, values: values as unknown as TargetUnderCheck['values'], origins };
}
