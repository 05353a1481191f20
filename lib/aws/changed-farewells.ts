import type { Farewell } from '../ports/farewells';

/** More are not kept: whoever could be told nothing for so long is not told of the oldest. */
const keptAtMost = 500;

/** The notes after a change; a stack is noted once, by what was said of it last. */
export function changedFarewells(
  notes: readonly Farewell[],
  { add = [], told = [] }: { readonly add?: readonly Farewell[]; readonly told?: readonly string[] },
): readonly Farewell[] {
  const gone = new Set([...told, ...add.map(({ stackId }) => stackId)]);
  const known = new Map(notes.map((note) => [note.stackId, note]));
  // Since when it is known counts for how long it is tried.
  const added = add.map((note) => ({ ...note, since: known.get(note.stackId)?.since ?? note.since }));
  return [...notes.filter(({ stackId }) => !gone.has(stackId)), ...added].slice(-keptAtMost);
}
