import { previewAllowList } from '../../facts/preview-allow-list';
import { GitCheckout } from '../../machine/git/git-checkout';
import { SettingsFileSource } from '../../machine/settings/settings-file';
import type { Target } from '../../naming/target';
import type { SettingsSource } from '../../ports/settings-source';
import { checkSettings } from '../../settings/check';
import { resolveSettings } from '../../settings/resolve';
import type { CommonOptions, Invocation } from '../command';
import { anyPreview, type Session } from '../session';

/**
 * Loads and checks the settings. Throws PreviewError (fault user) naming every fault.
 *
 * @param source where they come from; by default the file that `--config` names, or the nearest one upwards
 */
export async function openSession(
  { cwd, env }: Pick<Invocation, 'cwd' | 'env'>,
  { config }: CommonOptions,
  source: SettingsSource = new SettingsFileSource({ from: cwd, environment: env, ...(config && { file: config }) }),
): Promise<Session> {
  const { value, name, root = cwd } = await source.load();
  const file = checkSettings(value);
  const settingsOf = (target: Target) => resolveSettings(file, target);
  return {
    file,
    source: name,
    root,
    checkout: new GitCheckout({ folder: root, environment: env }),
    settingsOf,
    applicationOf: (stage) => ({
      settings: settingsOf({ kind: stage }),
      // Previews live in staging's.
      ...(stage === 'staging' && { previewSettings: settingsOf(anyPreview), previewReach: previewAllowList(file) }),
    }),
  };
}
