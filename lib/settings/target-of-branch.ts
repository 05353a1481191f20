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
const noInfra = { suffix: '-no-infra', pattern: '*-no-infra' };

/**
 * Folders of branches that a merge queue makes, for a quarter of an hour each, to test what it is about to merge: GitHub's (docs.github.com,
 * "Managing a merge queue"), Mergify's, and Trunk's (docs.trunk.io, "Configure CI status checks"); read in November 2026. GitLab's merge trains
 * make no branches.
 */
export const mergeQueues = ['gh-readonly-queue', 'mergify/merge-queue', 'trunk-merge'] as const;

/** What the name of a branch ends with that holds a lock of github/branch-deploy, and no code (its docs/locks.md). */
export const lockSuffix = '-branch-deploy-lock';

const machines: readonly string[] = [...mergeQueues.map((folder) => `${folder}/**`), `**${lockSuffix}`];

/** The pattern by which this branch gets no preview, or `undefined` when it gets one. */
export function skipReason(settings: { readonly skip: readonly string[] }, branch: string): string | undefined {
  if (branch.endsWith(noInfra.suffix)) return noInfra.pattern;
  return [...machines, ...settings.skip].find((pattern) => globMatches(pattern, branch));
}
