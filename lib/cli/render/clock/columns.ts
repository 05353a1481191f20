/** Characters that a terminal draws over the one before: no column of their own. */
const none = /\p{Mn}|\p{Me}|[\u200b-\u200d]/u;
/** Characters that take two columns: East Asian wide ones and pictures. */
const two =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  if (none.test(character)) return 0;
  return two.test(character) ? 2 : 1;
}

/** The text in so many columns at most; one that was cut ends in `…`. */
export function cutTo(columns: number, text: string): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += widthOf(character);
    if (used > columns) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept}…`;
}
