export interface Failure {
  /** Absent where GraphQL refuses: it answers 200. */
  readonly status?: number;
  readonly message?: string;
  readonly headers?: Headers;
  readonly errors?: readonly { readonly type?: string }[];
  readonly response?: { readonly headers?: Headers };
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** No limit of GitHub lasts longer; its own are for an hour. */
const longestSeconds = 86_400;
/** A machine's clock may be hours off. When it differs from the answer's `Date` by more than this, the `Date` makes no sense. */
const believedMs = 86_400_000;
/** docs.github.com, "Rate limits for the REST API", read on 2026-11-27: without a header that says more, wait for a minute at least. */
const unsaidSeconds = 60;

export interface RateLimit {
  /** Whole seconds until GitHub may be asked again, from 1. */
  readonly seconds: number;
  /** The same moment by GitHub's clock. */
  readonly until: Date;
}

/**
 * The limit for which GitHub refused; undefined when it failed for something else. The end of the hour is reckoned from the answer's own `Date`:
 * this machine's clock may be hours off. A header that makes no sense counts as absent.
 */
export function rateLimitOf(error: unknown, now: Date): RateLimit | undefined {
  const { status, message = '', errors = [], response, headers = response?.headers ?? {} } = error as Failure;
  const spent = String(headers['x-ratelimit-remaining']) === '0';
  const after = Number(headers['retry-after']);
  const limited =
    status === 429 ||
    (status === 403 && (spent || after > 0 || /rate limit|abuse detection/i.test(message))) ||
    errors.some(({ type }) => type === 'RATE_LIMITED');
  if (!limited) return undefined;

  const said = Date.parse(String(headers.date));
  const here = Math.abs(said - now.getTime()) < believedMs ? said : now.getTime();
  const reset = Number(headers['x-ratelimit-reset']);
  const wanted = after > 0 ? after : spent && reset > 0 ? reset - here / 1000 + 1 : unsaidSeconds;
  const seconds = Math.min(longestSeconds, Math.max(1, Math.ceil(wanted)));
  return { seconds, until: new Date(here + seconds * 1000) };
}
