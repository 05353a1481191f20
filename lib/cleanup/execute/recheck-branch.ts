import { PreviewError } from '../../errors';
import type { SourceRepository } from '../../ports/source-repository';
import type { Decision } from '../../previews/plan';
import type { RemovalResult } from '../../previews/removal-result';

type Verdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because'>;

/** Asks the repository again, right before anything is deleted. Undefined: the preview has to go as decided. */
export async function recheckBranch(
  repository: SourceRepository,
  { preview, reason }: Decision,
): Promise<Verdict | undefined> {
  const { branch, record } = preview;
  // Its name alone says that it gets no preview, whether the branch lives or not.
  if (reason === 'skipped-branch') return undefined;
  try {
    const head = await repository.branch(branch);
    if (head === undefined) return undefined;
    if (reason !== 'expired') {
      return { outcome: 'skipped', reason: 'branch-returned', because: `the branch ${branch} exists again` };
    }
    if (typeof record === 'object' && record.commit === head.commit) return undefined;
    return { outcome: 'skipped', reason: 'pushed-meanwhile', because: `somebody pushed to ${branch} meanwhile` };
  } catch (error) {
    if (!(error instanceof PreviewError) || error.code === 'interrupted') throw error;
    const because = `whether the branch ${branch} exists could not be asked again: ${error.message}`;
    return { outcome: 'failed', reason: 'branch-unknown', because };
  }
}
