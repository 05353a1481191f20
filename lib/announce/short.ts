/** As many digits of a commit as people read. */
export function short(commit: string): string {
  return commit.slice(0, 7);
}
