import type { Call } from './call-table';
import type { GitHubAccess } from './open-octokit';
import { type Failure, rateLimitOf } from './rate-limit';

const second = 1000;
const minute = 60 * second;
/** Calls of a process that GitHub may refuse for a limit; after that it is not asked any more. */
const refusedAtMost = 60;
const repeatedAtMost = 3;

/** How the calls of a process wait: for GitHub's limits, before what failed is done again, and between writes. */
export class Patience {
  private budgetSeconds: number;
  private refused = 0;
  private lastRefusal: unknown;
  private nextWrite = 0;
  private nextComment = 0;

  constructor(private readonly access: GitHubAccess) {
    this.budgetSeconds = access.waitBudgetSeconds ?? 120;
  }

  /** Asks until there is an answer, or an error that stays. */
  async during<T>(call: Call, ask: () => Promise<T>): Promise<T> {
    const { clock, signal } = this.access;
    await this.pace(call);
    for (let repeated = 0; ; ) {
      if (this.refused >= refusedAtMost) throw this.lastRefusal;
      try {
        return await ask();
      } catch (error) {
        const limit = rateLimitOf(error, clock.now());
        if (limit) {
          this.refused += 1;
          this.lastRefusal = error;
          if (!(await this.waitedOut(limit.seconds))) throw error;
        } else {
          if (call.onceOnly || repeated === repeatedAtMost || !mayPass(error)) throw error;
          repeated += 1;
          await clock.sleep(repeated ** 2 * second, signal);
        }
      }
    }
  }

  /** False at once when that would be longer than this process may wait. */
  private async waitedOut(seconds: number): Promise<boolean> {
    const { clock, signal, deadline, waiting } = this.access;
    const ends = clock.now().getTime() + seconds * second;
    if (this.refused >= refusedAtMost || seconds > this.budgetSeconds || (deadline && ends > deadline.getTime())) {
      return false;
    }
    signal?.throwIfAborted();
    this.budgetSeconds -= seconds;
    for (let left = seconds * second; left > 0; left -= minute) {
      waiting?.(left);
      await clock.sleep(Math.min(left, minute), signal);
    }
    return true;
  }

  /**
   * A second between writes and three between comments (trap T41). No signal ends these: a run that was interrupted still has to say so on GitHub.
   */
  private async pace({ route, onceOnly }: Call): Promise<void> {
    if (route.startsWith('GET ') || route === 'POST /graphql') return;
    const { clock } = this.access;
    const now = clock.now().getTime();
    const isComment = onceOnly && route.endsWith('/comments');
    const turn = Math.max(now, this.nextWrite, isComment ? this.nextComment : 0);
    this.nextWrite = turn + second;
    if (isComment) this.nextComment = turn + 3 * second;
    if (turn > now) await clock.sleep(turn - now);
  }
}

/** Whether the same call may be answered the next time. */
function mayPass(error: unknown): boolean {
  const { status, message = '' } = error as Failure;
  if (status === undefined) return message.includes('Something went wrong while executing your query');
  return status >= 500 || status === 408;
}
