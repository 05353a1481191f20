/**
 * Whether a text fits a pattern in which `*` stands for any characters and `?` for one. By hand: a regular expression with many `.*` tries
 * all ways to share a text among them, which a request can make take ages. Here only the last `*` ever takes more.
 */
export function fitsWildcards(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let behindStar = 0;
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern;
      behindStar = inText;
      inPattern += 1;
    } else if (wanted === '?' || wanted === text[inText]) {
      inPattern += 1;
      inText += 1;
    } else if (star >= 0) {
      behindStar += 1;
      inPattern = star + 1;
      inText = behindStar;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') {
    inPattern += 1;
  }
  return inPattern === pattern.length;
}
