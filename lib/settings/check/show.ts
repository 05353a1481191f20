const limit = 60;

/** A value as it might be in the settings file, cut when it is long. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol' || Number.isNaN(value)) return String(value);
  const json = written(value);
  return json.length <= limit ? json : `${json.slice(0, limit - 1)}…`;
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A record that holds itself.
    return 'a record';
  }
}
