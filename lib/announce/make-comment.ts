import { PreviewError } from '../errors';
import type { PullRequests } from '../ports/pull-requests';

/**
 * Makes the comment of a preview on a pull request that has none. When another run makes one in the same moment, the first one stays,
 * with what was said last, and the others are taken away by those who made them.
 */
export async function makeComment(
  pullRequests: PullRequests,
  pullRequest: number,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<void> {
  const made = await pullRequests.comment(pullRequest, body);
  try {
    for await (const { id } of pullRequests.ownComments(pullRequest, marker)) {
      if (id >= made.id || (await pullRequests.edit(id, body)) === 'gone') continue;
      await pullRequests.remove(made.id);
      return;
    }
  } catch (error) {
    // It is said: whoever edits it next takes away what there is too many.
    if (!(error instanceof PreviewError)) throw error;
  }
}
