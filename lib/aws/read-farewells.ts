import type { Farewell } from '../ports/farewells';

const fields = ['targetId', 'branch', 'stackName', 'stackId', 'because', 'since'] as const;

/** The notes in an object; what cannot be read is none. Whoever may deploy may write there: only what has the shape counts. */
export function readFarewells(text: string): readonly Farewell[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const notes = (value as { readonly farewells?: unknown } | null)?.farewells;
  return Array.isArray(notes) ? notes.filter(isFarewell) : [];
}

function isFarewell(value: unknown): value is Farewell {
  if (typeof value !== 'object' || value === null) return false;
  const note = value as Readonly<Record<string, unknown>>;
  return (
    fields.every((field) => typeof note[field] === 'string') &&
    /^[a-z0-9-]{1,63}$/.test(String(note.targetId)) &&
    !Number.isNaN(Date.parse(String(note.since)))
  );
}
