import { isRecord } from '../settings/layers/tree';

/** A text as TypeScript writes it, in single quotes; nothing in it can end them. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  // Lines may end at these two in what others make of the file.
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** A value of settings as TypeScript writes it, in one line. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
  return `{ ${entries.map(([name, inner]) => `${key(name)}: ${literal(inner)}`).join(', ')} }`;
}

/** How a settings file reads a variable: the team's file does, when it is run; this program does not. */
export function variable(name: string): string {
  return ['process', 'env', name].join('.');
}
