import { PreviewError } from '../../errors';
import type { Comment, PullRequests } from '../../ports/pull-requests';
import { answersOf, withAnswers } from './answers/answers-section';

/**
 * Writes the one comment of a preview on a pull request: edits the first one with the marker and removes our others. What it answered to commands
 * stays in it. One that a person deletes in between is made again, once.
 *
 * @returns whether there is such a comment now; false only when none was to be made
 */
export async function editComment(
  pullRequests: PullRequests,
  pullRequest: number,
  comment: { readonly marker: string; readonly body: string; readonly make: boolean },
): Promise<boolean> {
  const { marker, make } = comment;
  const there: Comment[] = [];
  for await (const one of pullRequests.ownComments(pullRequest, marker)) there.push(one);
  const [first, ...others] = there;
  const body = withAnswersOf(comment.body, there);
  const edited = first !== undefined && (await pullRequests.edit(first.id, body)) === 'edited';
  for (const { id } of others) await pullRequests.remove(id);
  if (edited) return true;
  if (!make) return false;
  await makeComment(pullRequests, pullRequest, { marker, body });
  return true;
}

/**
 * Makes the comment of a preview on a pull request that has none. When two runs make one at the same moment, the first comment stays with the
 * newest text, and each run removes its own later one.
 */
export async function makeComment(
  pullRequests: PullRequests,
  pullRequest: number,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<void> {
  const made = await pullRequests.comment(pullRequest, body);
  try {
    for await (const one of pullRequests.ownComments(pullRequest, marker)) {
      if (one.id >= made.id) continue;
      const edited = await pullRequests.edit(one.id, withAnswersOf(body, [one, { id: made.id, body }]));
      if (edited === 'gone') continue;
      await pullRequests.remove(made.id);
      return;
    }
  } catch (error) {
    // The comment is made. The next edit removes the one that is too many.
    if (!(error instanceof PreviewError)) throw error;
  }
}

function withAnswersOf(body: string, comments: readonly Comment[]): string {
  return withAnswers(
    body,
    comments.flatMap((comment) => answersOf(comment.body)),
  );
}

/** The line by which we find a preview's comment again. Projects and ids hold no character that would end it early. */
export function commentMarker(project: string, targetId: string): string {
  return `<!-- preview-stacks:${project}/${targetId} -->`;
}
