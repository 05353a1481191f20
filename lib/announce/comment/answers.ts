import { PreviewError } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import type { Clock } from '../../ports/clock';
import type { Comment, PullRequests } from '../../ports/pull-requests';
import type { ResolvedSettings } from '../../settings/resolve';
import { answersOf, newestFirst, withAnswers, withoutAnswers } from './answers/answers-section';
import { type CommentAnswer, keptAnswer } from './answers/comment-answer';
import { noneComment } from './comment-body';
import { commentMarker } from './write-comment';

export type { CommentAnswer } from './answers/comment-answer';

/** GitHub takes no edit on a condition. Each attempt adds to what stands there, so that as many jobs as this come through at once. */
const attempts = 8;
/** Longer than another run needs from reading a comment to writing it. */
export const settleMs = 2500;

/**
 * Answers a command in the one comment of a preview, and makes that where there is none. It looks again until the answer stands there beside all that
 * it saw there before: other runs may write at the same moment, from what they read before. Who is run once more replaces its own answer.
 *
 * @param request `settings`: of the preview; `otherwise`: what a new comment says of the preview, as it is known: `Branch x has no preview.`
 */
export async function answerInComment(
  { pullRequests, clock }: { readonly pullRequests: PullRequests; readonly clock: Clock },
  request: {
    readonly settings: ResolvedSettings;
    readonly pullRequest: number;
    readonly answer: CommentAnswer;
    readonly otherwise: string;
  },
): Promise<void> {
  const { settings, pullRequest, answer, otherwise } = request;
  const { project, target } = settings;
  const marker = commentMarker(project, namesOf(project, target).targetId);
  let seen = [keptAnswer(answer)];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const there: Comment[] = [];
    for await (const one of pullRequests.ownComments(pullRequest, marker)) there.push(one);
    const [first, ...others] = there;
    seen = [...newestFirst([...seen, ...there.flatMap(({ body }) => answersOf(body))])];
    const said = first === undefined ? noneComment(settings, otherwise, clock.now()) : withoutAnswers(first.body);
    const body = withAnswers(said, seen);
    if (first && others.length === 0 && idsOf(first.body) === idsOf(body)) return;
    if (first === undefined) await pullRequests.comment(pullRequest, body);
    else if ((await pullRequests.edit(first.id, body)) === 'edited') {
      for (const { id } of others) await pullRequests.remove(id);
    }
    // Two runs that wait as long as each other would meet again.
    await clock.sleep(settleMs + ((answer.comment + attempt) % 7) * 250);
  }
  throw new PreviewError(
    'comment-contested',
    `Others wrote the comment of ${settings.branch} at the same moment ${attempts} times over, and took the answer away`,
    { fault: 'world', hint: 'Write the command again.' },
  );
}

function idsOf(body: string): string {
  return answersOf(body)
    .map(({ comment, at }) => `${comment} ${at}`)
    .join(', ');
}
