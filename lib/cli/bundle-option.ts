import { resolve } from 'node:path';
import { type BundleChoice, bundleChoice, withPaths } from '../deploy/bundles/bundle-choice';
import { PreviewError } from '../errors';
import type { Target } from '../naming/target';
import type { OptionsOf } from './command';
import type { bundle as flags } from './flags';

/**
 * Which bundles the options name; undefined when they are packed as always.
 *
 * @param cwd what paths are seen from
 * @throws PreviewError `option-invalid`
 */
export function bundleOption(
  { bundle, promote }: OptionsOf<typeof flags>,
  target: Target,
  cwd: string,
): BundleChoice | undefined {
  if (!promote) return bundle === undefined ? undefined : withPaths(bundleChoice(bundle), (path) => resolve(cwd, path));
  if (bundle !== undefined) {
    throw new PreviewError('option-invalid', 'Both --bundle and --promote were given', {
      fault: 'user',
      hint: 'Give one of them: --promote finds the bundles that staging ran by the commit.',
    });
  }
  if (target.kind === 'production') return { kind: 'promoted' };
  const what = target.kind === 'staging' ? 'staging' : `a preview of ${target.branch}`;
  throw new PreviewError('option-invalid', `--promote was given for ${what}`, {
    fault: 'user',
    hint: "Promote on production's branch, or with `--target production`: what is promoted is what staging ran.",
  });
}
