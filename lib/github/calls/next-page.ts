import { notCredible } from './github-error';
import { parseLinks } from './link-header';

/** Entries of a page that is full: what we ask for, and the most that GitHub gives. */
export const perPage = 100;
/** Of that many entries each. No list that we read is as long. */
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

/** The headers of a page that say whether it is the last, and whether it is whole. */
export type PageHeaders = Readonly<Record<string, string | number | undefined>>;

/**
 * Where the next page is: what the Link header says, if it leads on. GitHub names the repository by number there. A full page without a next one is
 * asked about once more: a proxy may have dropped the header.
 *
 * @throws PreviewError `github-not-credible` when it leads to another host, to something else, not forward, or on without end; when the header is
 * not understood; when GitHub says that the list is a part
 */
export function nextPage(headers: PageHeaders, position: Position): number | undefined {
  const { page, data, last, baseUrl, what } = position;
  // GitHub docs, "Authenticating with single sign-on" (2026): entries of organizations without a session are left out of a 200.
  if (/partial-results/i.test(String(headers['x-github-sso'] ?? ''))) {
    throw notCredible(what, 'GitHub leaves out what the single sign-on of an organization protects (partial-results)');
  }
  const next = nextAddress(headers.link === undefined ? '' : String(headers.link), what);
  if (page >= pagesAtMost) throw notCredible(what, `it has more than ${pagesAtMost} pages`);
  if (next === undefined) return Array.isArray(data) && data.length >= perPage ? page + 1 : undefined;
  const base = new URL(baseUrl);
  if (!URL.canParse(next, baseUrl)) throw notCredible(what, 'its next page has no address');
  const url = new URL(next, base);
  if (url.origin !== base.origin || !url.pathname.endsWith(`/${last}`)) {
    throw notCredible(what, `its next page is ${url.origin}${url.pathname}`);
  }
  const following = Number(url.searchParams.get('page'));
  // Page by page: one that is left out is entries that are not seen.
  if (following !== page + 1) throw notCredible(what, `page ${page} is followed by page ${following}`);
  if (Array.isArray(data) && data.length === 0) throw notCredible(what, `page ${page} is empty and not the last`);
  return following;
}

/** The address of the next page; undefined only when the header surely names none. */
function nextAddress(header: string, what: string): string | undefined {
  const links = parseLinks(header);
  const next = new Set(links?.filter(({ rels }) => rels.includes('next')).map(({ target }) => target));
  // What stands outside the addresses and mentions a next page, and is read otherwise: a part would be taken for the whole.
  const mentioned = /next/i.test(header.replace(/<[^<>]*>/g, '<>'));
  const odd = links?.some(
    ({ rels, parameters }) =>
      rels.includes('next') &&
      (parameters.includes('anchor') || parameters.indexOf('rel') !== parameters.lastIndexOf('rel')),
  );
  if (links === undefined ? mentioned : odd || next.size > 1 || (mentioned && next.size === 0)) {
    throw notCredible(what, 'its Link header is not understood');
  }
  return [...next][0];
}
