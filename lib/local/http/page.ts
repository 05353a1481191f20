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

/** How the listings of a service name the parts of a page, and what they allow. */
export interface Paging {
  /** Parameter that says where the page begins: `Marker`. */
  readonly token: string;
  readonly invalidToken: string;
  /** Parameter that says the most entries of a page: `MaxItems`. */
  readonly size: string;
  readonly sizes: readonly [least: number, most: number];
  /** Entries of a page when the client does not say. @default the most */
  readonly usual?: number;
  readonly invalidSize: string;
  /** What is said of a size that is none or out of bounds. @default the sentence of most services */
  readonly refusal?: (given: string) => string;
}

/** The page of a list that a request asks for. Throws AwsError for a size out of bounds, and as `pageOf` does. */
export function pageAsked<T>(
  all: readonly T[],
  request: { text(name: string): string | undefined },
  paging: Paging,
): Page<T> {
  const [least, most] = paging.sizes;
  const given = request.text(paging.size) || String(paging.usual ?? most);
  const size = Number(given);
  if (!Number.isInteger(size) || size < least || size > most) {
    throw new AwsError(paging.invalidSize, paging.refusal?.(given) ?? refusal(given, paging));
  }
  return pageOf(all, { token: request.text(paging.token), size, invalidToken: paging.invalidToken });
}

// Recorded: "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1".
function refusal(given: string, { size, sizes: [least, most] }: Paging): string {
  const bound = Number(given) > most ? `less than or equal to ${most}` : `greater than or equal to ${least}`;
  const at = `${size.charAt(0).toLowerCase()}${size.slice(1)}`;
  return `1 validation error detected: Value '${given}' at '${at}' failed to satisfy constraint: Member must have value ${bound}`;
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
