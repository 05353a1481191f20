import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A type as its source says it; enough of TypeScript for types that are data. */
export type Type =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'name'; readonly name: string; readonly args: readonly Type[]; readonly file: string }
  | { readonly is: 'array'; readonly of: Type }
  | { readonly is: 'union' | 'all'; readonly of: readonly Type[] }
  | { readonly is: 'object'; readonly members: readonly Member[] };

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
  /** The doc comment, without `@default`. */
  readonly doc: string;
  /** The text after `@default`. */
  readonly absent?: string;
}

export interface Declaration {
  readonly name: string;
  readonly doc: string;
  readonly type: Type;
}

/** The exported type of this name, declared in the file or imported by it; undefined when it is neither. */
export function declarationOf(file: string, name: string): Declaration | undefined {
  const source = readFileSync(file, 'utf8');
  const own = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?export (?:interface ${name}(?: extends ([\\w, ]+))? (?=\\{)|type ${name} =)`,
  ).exec(source);
  if (own) {
    const type = new Reader(file, source.slice(own.index + own[0].length)).type();
    const bases = (own[2]?.split(', ') ?? []).map((base): Type => ({ is: 'name', name: base, args: [], file }));
    return { name, doc: proseOf(own[1]), type: bases.length > 0 ? { is: 'all', of: [...bases, type] } : type };
  }
  const imported = new RegExp(`import (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from '(\\.[^']+)'`).exec(source);
  return imported ? declarationOf(join(dirname(file), `${imported[1]}.ts`), name) : undefined;
}

function proseOf(comment = ''): string {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads one type from the beginning of a text. */
class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.tokens =
      text.match(/\/\*\*[\s\S]*?\*\/|\/\/.*|'[^']*'|[\w$.]+|\S/g)?.filter((token) => !token.startsWith('//')) ?? [];
  }

  type(): Type {
    return this.list('|', 'union', () => this.list('&', 'all', () => this.postfix()));
  }

  private list(separator: string, is: 'union' | 'all', part: () => Type): Type {
    this.take(separator);
    const of = [part()];
    while (this.another(separator)) of.push(part());
    return of.length === 1 && of[0] ? of[0] : { is, of };
  }

  private another(separator: string): boolean {
    const before = this.at;
    this.comment();
    if (this.take(separator)) return true;
    this.at = before;
    return false;
  }

  private postfix(): Type {
    let type = this.atom();
    while (this.tokens[this.at] === '[' && this.tokens[this.at + 1] === ']') {
      this.at += 2;
      type = { is: 'array', of: type };
    }
    return type;
  }

  private atom(): Type {
    this.comment();
    if (this.take('readonly')) return this.postfix();
    if (this.take('(')) {
      const type = this.type();
      this.must(')');
      return type;
    }
    if (this.take('{')) return { is: 'object', members: this.members() };
    const word = this.next();
    if (!/^[A-Z]/.test(word)) return { is: 'text', text: word };
    const args: Type[] = [];
    if (this.take('<')) {
      do args.push(this.type());
      while (this.take(','));
      this.must('>');
    }
    return { is: 'name', name: word, args, file: this.file };
  }

  private members(): Member[] {
    const members: Member[] = [];
    for (;;) {
      const comment = proseOf(this.comment());
      if (this.take('}')) return members;
      this.take('readonly');
      const name = this.next();
      const optional = this.take('?');
      this.must(':');
      const type = this.type();
      this.take(';');
      const [doc = '', absent] = comment.split(/\s*@default /);
      members.push({ name, optional, type, doc, ...(absent !== undefined && { absent }) });
    }
  }

  /** The last doc comment that stands here. */
  private comment(): string | undefined {
    let found: string | undefined;
    while (this.tokens[this.at]?.startsWith('/**')) found = this.next();
    return found;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private must(token: string): void {
    if (!this.take(token)) throw new Error(`${this.file}: "${token}" was expected, not "${this.tokens[this.at]}"`);
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new Error(`${this.file} ends within a type`);
    this.at += 1;
    return token;
  }
}
