/** A hint for a key that does not exist: the key that was probably meant, or all that there are. */
export function didYouMean(key: string, known: readonly string[]): string {
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  if (nearest) return `Did you mean ${nearest.name}?`;
  return `Remove it, or use one of: ${[...known].sort().join(', ')}.`;
}

/** How many characters to add, remove or replace (Levenshtein). Long keys are no typing errors. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 10) return a.length + b.length;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
