import { previewAllowList } from '../../facts/preview-allow-list';
import { GitCheckout } from '../../machine/git/git-checkout';
import { SettingsFileSource } from '../../machine/settings/settings-file';
import type { Target } from '../../naming/target';
import type { SettingsSource } from '../../ports/settings-source';
import { checkSettings } from '../../settings/check';
import { doubtfulRegion } from '../../settings/check/regions';
import { resolveSettings } from '../../settings/resolve';
import { progressOf } from '../answer';
import type { CommonOptions, Invocation } from '../command';
import { anyPreview, type Session } from '../session';

/**
 * Loads and checks the settings. Throws PreviewError (fault user) naming every fault.
 *
 * @param source where they come from; by default the file that `--config` names, or the nearest one upwards
 */
export async function openSession(
  invocation: Pick<Invocation, 'cwd' | 'env' | 'terminal' | 'signal'>,
  options: CommonOptions,
  source: SettingsSource = settingsFile(invocation, options),
): Promise<Session> {
  const { cwd, env } = invocation;
  const { value, name, root = cwd } = await source.load();
  const file = checkSettings(value);
  const settingsOf = (target: Target) => resolveSettings(file, target);
  const stages = [{ kind: 'staging' }, { kind: 'production' }, anyPreview] as const;
  for (const region of new Set(stages.map((target) => settingsOf(target).values.region))) {
    const meant = doubtfulRegion(region);
    if (meant === undefined) continue;
    const message = `This release knows no region ${region}. Did you mean ${meant}? A new region is taken as it is`;
    progressOf(invocation, options).emit({ kind: 'warned', message });
  }
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

function settingsFile({ cwd, env }: Pick<Invocation, 'cwd' | 'env'>, { config }: CommonOptions): SettingsSource {
  return new SettingsFileSource({ from: cwd, environment: env, ...(config && { file: config }) });
}
