/** What a name of a folder begins that GitHub would evaluate. */
const opening = '$' + '{{';

/** The same text after GitHub has evaluated it: an expression that is the opening of expressions stands for it. */
export function unevaluated(text: string): string {
  return text.replaceAll(opening, () => `${opening} '${opening}' }}`);
}
