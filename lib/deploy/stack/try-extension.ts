import { samplePlatformArn } from '../../facts/sample-facts';
import { bundleKey } from '../../naming/bundle-key';
import { namesOf } from '../../naming/resource-names';
import type { EnvironmentInput, Synthesizer } from '../../ports/synthesizer';

/**
 * Makes the template once before anything is packed or uploaded: what is wrong with an extension is an error for which nothing was tried.
 *
 * @throws PreviewError as `Synthesizer.environment`
 */
export async function tryExtension(
  synthesizer: Synthesizer,
  input: Pick<EnvironmentInput, 'settings' | 'repository' | 'commit' | 'application'>,
): Promise<void> {
  const { project, target, values } = input.settings;
  const { targetId } = namesOf(project, target);
  const releases = Object.entries(values.services).map(([service, { platform }]) => [
    service,
    { bundleKey: bundleKey(targetId, '0'.repeat(64)), platformArn: samplePlatformArn(platform, values.region) },
  ]);
  const { settings, repository, commit, application } = input;
  await synthesizer.environment({
    settings,
    repository,
    commit,
    application,
    target,
    releases: Object.fromEntries(releases),
  });
}
