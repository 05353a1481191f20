import { commentLines } from './comment/comment-lines';
import { keyword, readWords, type WordsReading } from './read-words';

/** What a comment asks for. */
export type Reading =
  /** No line of it begins with the word: it is not for us. */
  { readonly kind: 'none' } | WordsReading;

/** GitHub takes no longer comment. */
const most = 65_536;

/**
 * The one command of a comment: a line that begins with the word, where the page shows it as text. Who reads the comment sees what is obeyed: code,
 * quotes, what HTML hides, invisible characters and letters of other alphabets that look like ours make no command.
 *
 * @param word in lower case: `/preview`
 */
export function readComment(body: string, word: string): Reading {
  if (body.length > most) return { kind: 'none' };
  const asking = commentLines(body).flatMap(({ text, inQuote }) => {
    const rest = afterWord(text, word);
    return rest === undefined ? [] : [{ rest, inQuote }];
  });
  const [one, other] = asking;
  if (one === undefined) return { kind: 'none' };
  if (other !== undefined) {
    return { kind: 'help', because: 'A comment holds one command, and several lines of this one begin with the word.' };
  }
  if (one.inQuote) {
    return { kind: 'help', because: 'The page shows it as a part of the quote above it. An empty line parts them.' };
  }
  return readWords(one.rest);
}

/** What follows the word; undefined when the line does not begin with it. */
function afterWord(line: string, word: string): string | undefined {
  const text = line.replace(/^ +/, '');
  const rest = text.slice(word.length);
  return keyword(text.slice(0, word.length)) === word && /^(?:\s|$)/.test(rest) ? rest : undefined;
}
