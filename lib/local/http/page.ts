import { AwsError } from './aws-error';

export interface Page<T> {
  readonly items: readonly T[];
  /** What the client sends to get the next page; absent on the last one. */
  readonly next?: string;
}

export interface PageRequest {
  /** What the client sent to get this page; absent or empty for the first one. */
  readonly token: string | undefined;
  /** The most entries of this page. */
  readonly size: number;
  /** Code of the error for a token that the service did not give: each service has its own. */
  readonly invalidToken: string;
}

/** One page of a list. The token counts from the first entry. Throws AwsError for a token that is none. */
export function pageOf<T>(all: readonly T[], { token, size, invalidToken }: PageRequest): Page<T> {
  const from = positionOf(token, invalidToken) ?? 0;
  const to = from + size;
  return { items: all.slice(from, to), ...(to < all.length ? { next: String(to) } : {}) };
}

/** The same, the last entry first. The token counts from the first entry too, so that a new entry moves no page. */
export function pageBackwards<T>(all: readonly T[], { token, size, invalidToken }: PageRequest): Page<T> {
  const to = positionOf(token, invalidToken) ?? all.length;
  const from = Math.max(0, to - size);
  return { items: all.slice(from, to).reverse(), ...(from > 0 ? { next: String(from) } : {}) };
}

function positionOf(token: string | undefined, invalidToken: string): number | undefined {
  if (token === undefined || token === '') {
    return undefined;
  }
  if (!/^\d+$/.test(token)) {
    throw new AwsError(invalidToken, 'The token that says where the page begins is not valid.');
  }
  return Number(token);
}
