/** Lower case, without the final dot; Route 53 writes a wildcard as `\052`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\\052/, '*');
}

/** As Route 53 writes a name: with its final dot, a wildcard as `\052`. */
export function writtenName(name: string): string {
  return `${name.replace(/^\*/, '\\052')}.`;
}

/** Route 53 sorts by labels, the last one first. */
export function compareNames(left: string, right: string): number {
  const [one, other] = [sortKey(left), sortKey(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function sortKey(name: string): string {
  return name.split('.').reverse().join('\u0000');
}
