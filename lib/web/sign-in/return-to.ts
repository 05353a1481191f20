/**
 * Where a browser goes after a sign-in: the page, with what stands behind `?` and `#`. Anything else is the page alone, so that no link of ours leads
 * to another site.
 */
export function returnTo(asked: string | null): string {
  return asked !== null && asked.length <= 2000 && /^\/(?:[?#][\w\-.~!$&'()*+,;=:@/?#%]*)?$/.test(asked) ? asked : '/';
}
