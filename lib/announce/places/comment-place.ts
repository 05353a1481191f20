import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { PullRequests } from '../../ports/pull-requests';
import { settleMs } from '../comment/answers';
import { withoutAnswers } from '../comment/answers/answers-section';
import type { CommentState } from '../comment/comment-body';
import { commentBody } from '../comment/comment-body';
import { commentMarker, editComment } from '../comment/write-comment';
import type { Ending } from '../ending';
import type { Subject } from '../subject';
import type { Place, Trace } from './place';

/** One comment for a preview on each open pull request of its branch, edited in place. */
export class CommentPlace implements Place {
  readonly name = 'comment';
  /** Pull requests whose comment says "deploying". */
  private readonly talked = new Set<number>();
  /** What it says then. */
  private deploying: string | undefined;

  constructor(
    private readonly pullRequests: PullRequests,
    private readonly clock: Clock,
  ) {}

  async started(subject: Subject): Promise<void> {
    this.deploying = await this.say(subject, { kind: 'deploying' }, true, (number) => this.talked.add(number));
  }

  async ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void> {
    const said: number[] = [];
    // A branch without a preview gets no new comment, but an existing comment must not go on to show a preview.
    await this.say(subject, ending, ending.kind !== 'skipped', (number) => {
      said.push(number);
      done({ pullRequests: [...said] });
    });
    // CI leaves no time after an interruption.
    if (subject.settings.values.control && ending.kind !== 'interrupted') await this.sayAgain(subject, ending, said);
  }

  /** Who answers a command reads the comment and writes it whole: what was said in between is lost, and it would say "deploying" for good. */
  private async sayAgain(subject: Subject, ending: Ending, said: readonly number[]): Promise<void> {
    if (this.deploying === undefined || said.length === 0) return;
    await this.clock.sleep(settleMs);
    const marker = commentMarker(subject.settings.project, subject.targetId);
    const body = commentBody(subject, ending, this.clock.now());
    for (const number of said) {
      for await (const there of this.pullRequests.ownComments(number, marker)) {
        if (withoutAnswers(there.body) !== this.deploying) break;
        await editComment(this.pullRequests, number, { marker, body, make: false });
        break;
      }
    }
  }

  /**
   * Each pull request by itself: one that is locked or just closed keeps nothing from the others.
   *
   * @returns what it says now
   */
  private async say(
    subject: Subject,
    state: CommentState,
    make: boolean,
    done: (pullRequest: number) => void,
  ): Promise<string> {
    const body = commentBody(subject, state, this.clock.now());
    const marker = commentMarker(subject.settings.project, subject.targetId);
    const open = new Set<number>();
    for await (const { number } of this.pullRequests.ofBranch(subject.branch, 'open')) open.add(number);
    let failure: PreviewError | undefined;
    // A pull request that was closed meanwhile must not go on saying "deploying".
    for (const number of new Set([...open, ...this.talked])) {
      try {
        const there = await editComment(this.pullRequests, number, { marker, body, make: make && open.has(number) });
        if (there) done(number);
      } catch (error) {
        if (!(error instanceof PreviewError)) throw error;
        failure ??= error;
      }
    }
    if (failure) throw failure;
    return body;
  }
}
