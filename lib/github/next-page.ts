import { notCredible } from './github-error';

/**
 * Where the next page is: what the Link header says, if it leads on. GitHub names the repository by number there.
 *
 * @throws PreviewError `github-not-credible` when it leads to another host, to something else, or not forward
 */
export function nextPage(
  link: string | undefined,
  current: number,
  baseUrl: string,
  asked: string,
): number | undefined {
  const next = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  if (next === undefined) return undefined;
  const base = new URL(baseUrl);
  const url = new URL(next, base);
  if (url.origin !== base.origin || !url.pathname.endsWith('/branches')) {
    throw notCredible(asked, `its next page is ${url.origin}${url.pathname}`);
  }
  const page = Number(url.searchParams.get('page'));
  // Page by page: one that is left out is branches that are not seen.
  if (page !== current + 1) throw notCredible(asked, `page ${current} is followed by page ${page}`);
  return page;
}
