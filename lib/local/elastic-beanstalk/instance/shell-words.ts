/**
 * The words of a command line that needs no shell: blanks separate, quotes and backslashes are taken away. Undefined when only a
 * shell can tell what the line means (pipes, variables, patterns, redirections, assignments before the command).
 */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (quote === "'") {
      if (letter === quote) {
        quote = '';
      } else {
        word = `${word ?? ''}${letter}`;
      }
    } else if (letter === '\\') {
      at += 1;
      word = `${word ?? ''}${line.charAt(at)}`;
    } else if (letter === '$' || letter === '`') {
      return undefined;
    } else if (letter === quote) {
      quote = '';
    } else if (quote !== '') {
      word = `${word ?? ''}${letter}`;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else if (/[|&;<>()*?[\]~{}#!]/.test(letter)) {
      return undefined;
    } else {
      word = `${word ?? ''}${letter}`;
    }
  }
  if (quote !== '') {
    return undefined;
  }
  if (word !== undefined) {
    words.push(word);
  }
  return words.length === 0 || /^\w+=/.test(words[0] ?? '') ? undefined : words;
}
