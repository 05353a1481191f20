/** One directive of nginx's configuration: `set $x 1;`, or with a block. */
export interface Directive {
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
}

/** Reads the words of nginx's language. Throws an Error with what it cannot read: no program of ours writes it. */
export function readDirectives(text: string): readonly Directive[] {
  const tokens = text
    .replace(/^\s*#.*$/gm, '')
    .matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([{};])|([^\s{};"']+)/g);
  const list = [...tokens].map(([, double, single, sign, word]): Token => {
    return sign === undefined ? { word: double ?? single ?? word ?? '' } : { sign };
  });
  const { directives, rest } = readBlock(list);
  if (rest.length > 0) {
    throw new Error('a brace closes nothing');
  }
  return directives;
}

interface Token {
  readonly word?: string;
  readonly sign?: string;
}

function readBlock(tokens: readonly Token[]): { directives: readonly Directive[]; rest: readonly Token[] } {
  const directives: Directive[] = [];
  let words: string[] = [];
  let rest = tokens;
  for (let token = rest[0]; token !== undefined && token.sign !== '}'; token = rest[0]) {
    rest = rest.slice(1);
    if (token.word !== undefined) {
      words.push(token.word);
    } else if (token.sign === ';') {
      directives.push({ words });
      words = [];
    } else {
      const inner = readBlock(rest);
      if (inner.rest[0]?.sign !== '}') {
        throw new Error('a block has no end');
      }
      directives.push({ words, block: inner.directives });
      words = [];
      rest = inner.rest.slice(1);
    }
  }
  if (words.length > 0) {
    throw new Error(`no semicolon follows ${words[0] ?? ''}`);
  }
  return { directives, rest };
}
