/** Enough of a hash to tell it from others at a glance, as git shows it. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
