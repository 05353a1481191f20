import { PreviewError } from '../errors';
import type { SourceRepository } from '../ports/source-repository';

/** Whether the branch is surely gone. A doubt is none of a deploy's concern: cleanup asks again before it deletes anything. */
export async function hasVanished(repository: SourceRepository, branch: string): Promise<boolean> {
  try {
    return (await repository.branch(branch)) === undefined;
  } catch (error) {
    if (error instanceof PreviewError) return false;
    throw error;
  }
}
