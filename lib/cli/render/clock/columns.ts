/** Characters that a terminal draws over the one before: no column of their own. */
const none = /\p{Mn}|\p{Me}|[\u1160-\u11ff\ud7b0-\ud7ff\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e0fff}]/u;
/** A character with what asks for its picture (U+FE0F) behind it, or any other character. */
const character = /\p{Emoji}\ufe0f|./gsu;
/** Characters that take two columns: East Asian wide ones and pictures. */
const two =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const [one] of text.matchAll(character)) columns += widthOf(one);
  return columns;
}

function widthOf(one: string): number {
  // Terminals that draw the text form leave a column free: a line is then short of its end, and breaks nothing.
  if (one.length > 1 && one.endsWith('\ufe0f')) return 2;
  if (none.test(one)) return 0;
  return two.test(one) ? 2 : 1;
}

/** The text in so many columns at most; one that was cut ends in `…`. */
export function cutTo(columns: number, text: string): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const [one] of text.matchAll(character)) {
    used += widthOf(one);
    if (used > columns) break;
    kept += one;
  }
  return columns < 1 ? '' : `${kept}…`;
}
