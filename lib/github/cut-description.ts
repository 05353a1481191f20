const longest = 140;

/** A description on one line, cut with an ellipsis to the 140 characters that GitHub takes; no character is cut in two. */
export function cutDescription(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}
