import { readFileSync } from 'node:fs';

/** Where in a file of the user's code an error comes from, and what it says, in one line. */
export function placeOfError(error: unknown, file: string): { readonly place: string; readonly message: string } {
  const { message = String(error), stack = '' } = error as { message?: string; stack?: string };
  const line = lineInText(`${stack}\n${message}`, file) ?? lineOfJson(message, file);
  const said = message.split('\n').find((text) => text.trim() !== '' && !text.startsWith(file)) ?? message;
  return { place: line === undefined ? file : `${file}:${line}`, message: said.trim().replace(` ${file}`, '') };
}

/** Stacks and compilers write `file:line:column`; Node's own reader writes `file:line`. */
function lineInText(text: string, file: string): string | undefined {
  const at = text.indexOf(`${file}:`);
  const [place, line, column] = /^(\d+)(?::(\d+))?/.exec(text.slice(at + file.length + 1)) ?? [];
  if (at < 0 || place === undefined) return undefined;
  // A column past the end of its line is in the compiled code, not in the file.
  const source = readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '';
  return Number(column ?? 0) > source.length + 1 ? undefined : place;
}

/** JSON.parse names a position, not a line. */
function lineOfJson(message: string, file: string): string | undefined {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return undefined;
  const before = readFileSync(file, 'utf8').slice(0, Number(position)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
