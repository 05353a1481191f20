import type { Clock } from '../../ports/clock';
import { sameOriginFetch } from './same-origin-fetch';

export interface GitHubAccess {
  readonly clock: Clock;
  /** @default none: public repositories only, 60 requests an hour */
  readonly token?: string | undefined;
  /** API root, for GitHub Enterprise. @default 'https://api.github.com' */
  readonly baseUrl?: string | undefined;
  /** Ends every wait. GitHub is still asked after it: a run that was interrupted says so there. @default none */
  readonly signal?: AbortSignal;
  /** No limit is waited for beyond it. @default none: the budget alone counts */
  readonly deadline?: Date;
  /** Called when a limit is waited for, and again every minute. @default the wait is silent */
  readonly waiting?: (leftMs: number) => void;
  /** Seconds that may be spent waiting for rate limits, in all. @default 120 */
  readonly waitBudgetSeconds?: number;
  /** Milliseconds until a request must be answered. @default 15000 */
  readonly timeoutMs?: number;
  /** Comments, deployments and statuses that a process may make; GitHub allows 500 an hour. @default 400 */
  readonly maxCreated?: number;
}

export const defaultBaseUrl = 'https://api.github.com';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * An Octokit that asks once and says nothing. What waits and repeats is `Patience`: the timers of Octokit's plugins for that hear no signal and
 * know no clock (plugin-throttling 11.0.5, plugin-retry 8.1.1).
 */
export async function openOctokit({ token, timeoutMs = 15_000, ...access }: Omit<GitHubAccess, 'clock'>) {
  // A variable that is set to nothing counts as not set. Paths begin with a slash: GitHub knows none that begins with two.
  const baseUrl = (access.baseUrl || defaultBaseUrl).replace(/\/+$/, '');
  // ESM only and 0.1 s to load: not before someone asks GitHub.
  const { Octokit } = await import('@octokit/rest');
  return new Octokit({
    baseUrl,
    ...(token && { auth: token }),
    userAgent: 'preview-stacks',
    log: silent,
    request: { fetch: sameOriginFetch(baseUrl, timeoutMs) },
  });
}

export type GitHubClient = Awaited<ReturnType<typeof openOctokit>>;
