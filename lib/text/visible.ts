/**
 * Characters that a terminal, a browser or a chat obeys instead of showing: control characters (not tab and line feed), line and paragraph
 * separators, direction marks, the byte order mark, lone halves of surrogate pairs.
 */
const obeyed = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to be taken off
const colours = /(?:\u001b\[|\u009b)[0-9;:]*m/g;

/** A line of an app's log without its colours, which no reader of a log misses. Other control characters stay, for `plain` to show. */
export function withoutColours(text: string): string {
  return text.replace(colours, '');
}

/** Foreign text made harmless: what is obeyed is shown as its code. Tabs and line feeds stay. */
export function plain(text: string): string {
  return text.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line, cut to so many characters. */
export function visible(text: string, most = 200): string {
  return cut(plain(text.replace(/[\s\u0085]+/gu, ' ').trim()), most);
}

/** The same for text whose lines count. */
export function visibleLines(text: string, most = 4000): string {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map((line) => plain(line.replace(/\t/g, '  ').trimEnd()));
  return cut(lines.join('\n').trim(), most);
}

/** JSON that is harmless where it is shown. Outside of its strings nothing is obeyed, so that who parses it gets the same value. */
export function harmlessJson(value: unknown, indent?: number): string {
  return plain(JSON.stringify(value, undefined, indent));
}

/** No character is cut in two. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
