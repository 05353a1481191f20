/**
 * Whether the whole text matches the pattern: `**` is any run of characters, `*` any run without a slash, `?` one character
 * that is no slash, everything else is itself. Time grows with pattern times text, whatever the text (no backtracking), for
 * the text is a branch name that anybody may choose.
 */
export function globMatches(pattern: string, text: string): boolean {
  const characters = [...text];
  // reached[i]: the tokens so far match the first i characters.
  let reached = [true, ...characters.map(() => false)];
  for (const token of pattern.match(/\*\*+|[\s\S]/gu) ?? []) reached = step(token, characters, reached);
  return reached[characters.length] === true;
}

function step(token: string, characters: readonly string[], before: readonly boolean[]): boolean[] {
  const after = before.map(() => false);
  for (let i = 0; i < before.length; i += 1) {
    const last = characters[i - 1];
    if (token.startsWith('*')) {
      after[i] = before[i] === true || (after[i - 1] === true && (token.length > 1 || last !== '/'));
    } else {
      after[i] = before[i - 1] === true && (token === last || (token === '?' && last !== '/'));
    }
  }
  return after;
}
