import { PreviewError } from '../../errors';
import type { ApplicationFacts } from '../../facts/facts';
import { allowListOf, beyondAllowList } from '../../facts/preview-allow-list';
import type { Stack } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { holdsData } from './pin-snapshot';

/**
 * What previews may use of what is not their own was decided when the application stack was deployed; IAM refuses the rest, late and in
 * the middle of a deploy.
 *
 * @param stack the one that the preview has already
 * @throws PreviewError `beyond-reach` for a preview whose settings name more
 */
export function checkAllowList(
  { previews }: ApplicationFacts,
  { target, values }: ResolvedSettings,
  stack: Stack | undefined,
): void {
  if (target.kind !== 'preview' || previews === undefined) return;
  const reach = allowListOf(values);
  // A database that stands is restored from nothing any more.
  const used = stack && holdsData(stack) ? { ...reach, snapshots: [] } : reach;
  const beyond = beyondAllowList(used, previews.reach);
  if (beyond.length === 0) return;
  throw new PreviewError(
    'beyond-reach',
    `Previews may not use ${beyond.join(', ')} yet: the application stack was deployed before settings named ${beyond.length === 1 ? 'it' : 'them'}`,
    {
      fault: 'user',
      hint: 'Once the settings are on the default branch, run deploy-application for staging again.',
    },
  );
}
