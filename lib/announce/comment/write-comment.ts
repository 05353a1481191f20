import { PreviewError } from '../../errors';
import type { PullRequests } from '../../ports/pull-requests';

/**
 * Writes the one comment of a preview on a pull request: the first that bears the marker is edited, others of ours are taken away. One that
 * a person deletes between the two looks is made anew, once.
 *
 * @returns whether there is such a comment now; false only when none was to be made
 */
export async function editComment(
  pullRequests: PullRequests,
  pullRequest: number,
  comment: { readonly marker: string; readonly body: string; readonly make: boolean },
): Promise<boolean> {
  const { marker, body, make } = comment;
  const ids: number[] = [];
  for await (const { id } of pullRequests.ownComments(pullRequest, marker)) ids.push(id);
  const [first, ...others] = ids;
  for (const other of others) await pullRequests.remove(other);
  if (first !== undefined && (await pullRequests.edit(first, body)) === 'edited') return true;
  if (!make) return false;
  await makeComment(pullRequests, pullRequest, { marker, body });
  return true;
}

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
