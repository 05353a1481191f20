import { previewAllowList } from '../../facts/preview-allow-list';
import { GitCheckout } from '../../machine/git/git-checkout';
import { loadSettingsFile } from '../../machine/settings/settings-file';
import type { Target } from '../../naming/target';
import { checkSettings } from '../../settings/check';
import { resolveSettings } from '../../settings/resolve';
import type { CommonOptions, Invocation } from '../command';
import { anyPreview, type Session } from '../session';

/** Finds, loads and checks the settings file. Throws PreviewError (fault user) naming every fault. */
export async function openSession(invocation: Invocation, options: CommonOptions): Promise<Session> {
  const { cwd, env } = invocation;
  const {
    value,
    root,
    file: path,
  } = await loadSettingsFile({
    from: cwd,
    environment: env,
    ...(options.config !== undefined && { file: options.config }),
  });
  const file = checkSettings(value);
  const settingsOf = (target: Target) => resolveSettings(file, target);
  return {
    file,
    path,
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
