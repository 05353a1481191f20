import { sameOriginFetch } from './same-origin-fetch';

export interface GitHubAccess {
  /** @default none: public repositories only, 60 requests an hour */
  readonly token?: string;
  /** API root, for GitHub Enterprise. @default 'https://api.github.com' */
  readonly baseUrl?: string;
  /** Seconds that may be spent waiting for rate limits, in all. @default 120 */
  readonly waitBudgetSeconds?: number;
  /** Milliseconds that a retry's unit of waiting lasts: the first waits one, the second four, the third nine. @default 1000 */
  readonly retryUnitMs?: number;
  /** Milliseconds until a request must be answered. @default 15000 */
  readonly timeoutMs?: number;
  /** Comments, deployments and statuses that a process may make; GitHub allows 500 an hour. @default 400 */
  readonly maxCreated?: number;
  /** Leave a second between writes and three between comments, as GitHub asks. A server without limits needs none. @default true */
  readonly pacedWrites?: boolean;
}

export const defaultBaseUrl = 'https://api.github.com';

/** In place of the plugin's queues: whatever comes is done at once. */
const unpaced = { key: () => ({ schedule: (_options: unknown, task: () => unknown) => task() }) };

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** An Octokit that waits for rate limits within a budget, tries again what may pass, and says nothing by itself. */
export async function openOctokit(access: GitHubAccess) {
  const { token, waitBudgetSeconds = 120, retryUnitMs = 1000, timeoutMs = 15_000, pacedWrites = true } = access;
  // A variable that is set to nothing counts as not set. Paths begin with a slash: GitHub knows none that begins with two.
  const baseUrl = (access.baseUrl || defaultBaseUrl).replace(/\/+$/, '');
  // ESM only and 0.1 s to load: not before somebody asks GitHub.
  const [{ Octokit }, { throttling }, { retry }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
  ]);
  let budget = waitBudgetSeconds;
  const wait = (seconds: number) => {
    if (seconds > budget) return false;
    budget -= seconds;
    return true;
  };
  return new (Octokit.plugin(throttling, retry))({
    baseUrl,
    ...(token && { auth: token }),
    userAgent: 'preview-stacks',
    log: silent,
    request: { fetch: sameOriginFetch(baseUrl, timeoutMs) },
    throttle: {
      // The plugin's queues are one for all clients of an id: each server has its own.
      id: baseUrl,
      onRateLimit: wait,
      onSecondaryRateLimit: wait,
      retryAfterBaseValue: retryUnitMs,
      ...(!pacedWrites && { write: unpaced as never, notifications: unpaced as never }),
    },
    // Limits are the other plugin's, which knows the budget; the rest of these would be answered the same again.
    retry: { retryAfterBaseValue: retryUnitMs, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
  });
}

export type GitHubClient = Awaited<ReturnType<typeof openOctokit>>;
