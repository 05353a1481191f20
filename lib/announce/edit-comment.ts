import type { PullRequests } from '../ports/pull-requests';
import { makeComment } from './make-comment';

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
