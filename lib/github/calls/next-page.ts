import { notCredible } from './github-error';

/** Of 100 entries each. No list that we read is as long. */
const pagesAtMost = 1000;

/** The page at which one is. */
export interface Position {
  readonly page: number;
  /** What the page holds. */
  readonly data: unknown;
  /** Last part of the list's path. */
  readonly last: string;
  readonly baseUrl: string;
  /** For errors. */
  readonly what: string;
}

/**
 * Where the next page is: what the Link header says, if it leads on. GitHub names the repository by number there.
 *
 * @throws PreviewError `github-not-credible` when it leads to another host, to something else, not forward, or on without end
 */
export function nextPage(link: string | undefined, { page, data, last, baseUrl, what }: Position): number | undefined {
  const next = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (next === undefined) return undefined;
  const base = new URL(baseUrl);
  const url = new URL(next, base);
  if (url.origin !== base.origin || !url.pathname.endsWith(`/${last}`)) {
    throw notCredible(what, `its next page is ${url.origin}${url.pathname}`);
  }
  const following = Number(url.searchParams.get('page'));
  // Page by page: one that is left out is entries that are not seen.
  if (following !== page + 1) throw notCredible(what, `page ${page} is followed by page ${following}`);
  if (Array.isArray(data) && data.length === 0) throw notCredible(what, `page ${page} is empty and not the last`);
  if (page >= pagesAtMost) throw notCredible(what, `it has more than ${pagesAtMost} pages`);
  return following;
}
