import type { Clock } from '../ports/clock';

export interface CircleCiAccess {
  readonly clock: Clock;
  /** Of a person: CircleCI's second API takes no token of a project (circleci.com, agent skill "circleci-api", read on 2026-11-28). */
  readonly token: string;
  /** Where CircleCI is, as CIRCLECI_HOST of its own command line. @default 'https://circleci.com' */
  readonly baseUrl?: string | undefined;
  /** Ends every wait. @default none */
  readonly signal?: AbortSignal;
  /** Seconds that may be spent waiting for CircleCI's rate limit, in all. @default 60 */
  readonly waitBudgetSeconds?: number;
  /** Milliseconds until a request must be answered. @default 15000 */
  readonly timeoutMs?: number;
}

/** What CircleCI answered, or why it did not. */
export type CircleCiAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'down'; readonly why: string };

export const defaultCircleCi = 'https://circleci.com';

const repeatedAtMost = 3;

/** The way to CircleCI. What only reads is repeated; a limit is waited for always, as what it refuses was not done. */
export class CircleCiCalls {
  readonly baseUrl: string;
  private budgetSeconds: number;

  constructor(private readonly access: CircleCiAccess) {
    this.baseUrl = (access.baseUrl || defaultCircleCi).replace(/\/+$/, '');
    this.budgetSeconds = access.waitBudgetSeconds ?? 60;
  }

  read(path: string): Promise<CircleCiAnswer> {
    return this.ask(path, undefined);
  }

  /** Sent once: when the answer is lost, it may have been done. */
  send(path: string, body: object): Promise<CircleCiAnswer> {
    return this.ask(path, JSON.stringify(body));
  }

  private async ask(path: string, body: string | undefined): Promise<CircleCiAnswer> {
    const { clock, signal } = this.access;
    for (let repeated = 0; ; ) {
      signal?.throwIfAborted();
      const { answer, retryAfter } = await this.once(path, body);
      const limited = answer.kind === 'answer' && answer.status === 429;
      const down = answer.kind === 'down' || answer.status >= 500;
      if (limited) {
        if (retryAfter > this.budgetSeconds) return answer;
        this.budgetSeconds -= retryAfter;
        await clock.sleep(retryAfter * 1000, signal);
      } else if (down && body === undefined && repeated < repeatedAtMost) {
        repeated += 1;
        await clock.sleep(repeated ** 2 * 1000, signal);
      } else {
        return answer;
      }
    }
  }

  private async once(path: string, body: string | undefined): Promise<{ answer: CircleCiAnswer; retryAfter: number }> {
    try {
      const response = await fetch(`${this.baseUrl}/api/v2${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          'circle-token': this.access.token,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        // The token goes to no other host.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.access.timeoutMs ?? 15_000),
      });
      const data = parsed(await response.text());
      // A second at least: otherwise the budget would never be used up.
      const retryAfter = Math.max(1, Math.ceil(Number(response.headers.get('retry-after'))) || 1);
      return { answer: { kind: 'answer', status: response.status, data }, retryAfter };
    } catch (error) {
      return { answer: { kind: 'down', why: reasonOf(error) }, retryAfter: 0 };
    }
  }
}

/** Undefined for what is no JSON: a page of a proxy. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The kind of failure only: messages of `fetch` can hold what was sent. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'it did not answer in time';
  return typeof cause?.code === 'string' ? cause.code : 'the connection was cut';
}
