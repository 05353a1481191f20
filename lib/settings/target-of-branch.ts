import { checkBranch } from '../naming/branch';
import type { Stage, Target } from '../naming/target';
import { globMatches } from './glob';
import type { SettingsFile } from './settings';

/**
 * What a push to this branch deploys. A target that the file has no section for does not exist: its branch is like any other.
 *
 * @throws PreviewError `branch-invalid` for a name that git refuses
 */
export function targetOfBranch(file: SettingsFile, branch: string): Target {
  checkBranch(branch);
  if (file.production && branch === branchOfStage(file, 'production')) return { kind: 'production' };
  if (file.staging && branch === branchOfStage(file, 'staging')) return { kind: 'staging' };
  return { kind: 'preview', branch };
}

/** The branch whose push deploys a stage, whether or not the file has a section for it. */
export function branchOfStage(file: Pick<SettingsFile, Stage>, stage: Stage): string {
  return file[stage]?.branch ?? { production: 'production', staging: 'main' }[stage];
}

/** Branches that say by their name that they need no preview, in any folder: `docs-no-infra`, `feature/x-no-infra`. */
const always = { suffix: '-no-infra', pattern: '*-no-infra' };

/** The pattern by which this branch gets no preview, or `undefined` when it gets one. */
export function skipReason(settings: { readonly skip: readonly string[] }, branch: string): string | undefined {
  if (branch.endsWith(always.suffix)) return always.pattern;
  return settings.skip.find((pattern) => globMatches(pattern, branch));
}
