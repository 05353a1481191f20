/** Characters that are obeyed rather than shown: control characters, direction marks, halves of characters. */
const obeyed = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Foreign text on one line, with what cannot be seen made visible, cut to so many characters. */
export function visible(text: string, most = 200): string {
  return cut(shown(text.replace(/[\s\u0085]+/gu, ' ').trim()), most);
}

/** The same for text whose lines count. */
export function visibleLines(text: string, most = 4000): string {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map((line) => shown(line.replace(/\t/g, '  ').trimEnd()));
  return cut(lines.join('\n').trim(), most);
}

function shown(text: string): string {
  return text.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** No character is cut in two. */
function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
