import { GitWorkingFolder } from '../../machine/git/git-working-folder';
import type { WorkingFolder } from '../../ports/working-folder';
import type { Invocation } from '../command';

/** The repository that a command was started in. */
export function openWorkingFolder({ cwd, env }: Invocation): Promise<WorkingFolder> {
  return GitWorkingFolder.open({ folder: cwd, environment: env });
}
