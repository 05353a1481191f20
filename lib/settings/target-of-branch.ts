import { checkBranch } from '../naming/branch';
import type { Target } from '../naming/target';
import type { SettingsFile } from './settings';

/**
 * What a push to this branch deploys. A target that the file has no section for does not exist: its branch is like any other.
 *
 * @throws PreviewError `branch-invalid` for a name that git refuses
 */
export function targetOfBranch(file: SettingsFile, branch: string): Target {
  checkBranch(branch);
  if (file.production && branch === (file.production.branch ?? 'production')) return { kind: 'production' };
  if (file.staging && branch === (file.staging.branch ?? 'main')) return { kind: 'staging' };
  return { kind: 'preview', branch };
}
