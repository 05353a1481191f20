import { answerInComment, type CommentAnswer } from '../../lib/announce/comment/answers';
import type { Clock } from '../../lib/ports/clock';
import type { Comment, PullRequests } from '../../lib/ports/pull-requests';
import type { AnnounceWorld } from './announce-world';

const minute = 60_000;
const asked = new Date('2026-11-28T09:40:00.000Z');

export function answerTo(comment: number, facts: Partial<CommentAnswer> = {}): CommentAnswer {
  const at = new Date(asked.getTime() + comment * minute);
  const text = `The answer to number ${comment}.`;
  return { ...{ comment, by: 'mona', asked: 'keep 3d', at, ended: 'done' as const, text }, ...facts };
}

export function answer(world: AnnounceWorld, pullRequest: number, given: CommentAnswer): Promise<void> {
  const request = { settings: world.resolved(), pullRequest, answer: given, otherwise: 'There is no preview.' };
  return answerInComment(world, request);
}

/** Turns of the event loop stand for time: a call to GitHub takes up to five of them, 100 ms of the clock take one. */
export function inTurns(inner: PullRequests, turns: () => number): { pullRequests: PullRequests; clock: Clock } {
  const pass = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    await pass(turns());
    const done = await work();
    await pass(turns());
    return done;
  };
  return {
    clock: { now: () => asked, sleep: (milliseconds) => pass(milliseconds / 100) },
    pullRequests: {
      ofBranch: (branch, which) => inner.ofBranch(branch, which),
      allOpen: () => inner.allOpen(),
      async *ownComments(pullRequest, text): AsyncIterable<Comment> {
        const found = await during(async () => {
          const all: Comment[] = [];
          for await (const one of inner.ownComments(pullRequest, text)) all.push(one);
          return all;
        });
        yield* found;
      },
      comment: (pullRequest, body) => during(() => inner.comment(pullRequest, body)),
      edit: (comment, body) => during(() => inner.edit(comment, body)),
      remove: (comment) => during(() => inner.remove(comment)),
    },
  };
}
