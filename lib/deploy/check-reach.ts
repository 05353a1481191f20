import { PreviewError } from '../errors';
import type { ApplicationFacts } from '../settings/facts';
import { beyondReach, reachOf } from '../settings/preview-reach';
import type { ResolvedSettings } from '../settings/resolve';

/**
 * What previews may use of what is not their own was decided when the application stack was deployed; IAM refuses the rest, late and in
 * the middle of a deploy.
 *
 * @throws PreviewError `beyond-reach` for a preview whose settings name more
 */
export function checkReach({ previews }: ApplicationFacts, { target, values }: ResolvedSettings): void {
  if (target.kind !== 'preview' || previews === undefined) return;
  const beyond = beyondReach(reachOf(values), previews.reach);
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
