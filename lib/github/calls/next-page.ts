import { notCredible } from './github-error';

/** The page at which one is. */
export interface Position {
  readonly page: number;
  /** Last part of the list's path. */
  readonly last: string;
  readonly baseUrl: string;
  /** For errors. */
  readonly what: string;
}

/**
 * Where the next page is: what the Link header says, if it leads on. GitHub names the repository by number there.
 *
 * @throws PreviewError `github-not-credible` when it leads to another host, to something else, or not forward
 */
export function nextPage(link: string | undefined, { page, last, baseUrl, what }: Position): number | undefined {
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
  return following;
}
