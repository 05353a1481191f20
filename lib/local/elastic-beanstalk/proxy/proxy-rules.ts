import type { IncomingMessage } from 'node:http';
import { apr1 } from './apr1';
import type { Directive } from './nginx-words';

type Variables = Map<string, string>;
type Step = (variables: Variables) => void;

/** What the proxy says of one request. */
export interface ProxyVerdict {
  /** It is refused with 401, and asked for a password of this realm. @default it goes to the app */
  readonly realm?: string;
  /** What an answer gets besides its own headers. @param byApp whether the app gave it */
  headers(status: number, byApp: boolean): readonly (readonly [name: string, value: string])[];
}

/** nginx adds headers to these alone unless the directive says `always` (ngx_http_headers_module, read 2026-11-28). */
const usual = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308];

/** The small part of nginx that an access hook writes: set, if, map, auth_basic, auth_basic_user_file and add_header. */
export class ProxyRules {
  private readonly steps: Step[] = [];
  private readonly maps = new Map<string, (variables: Variables) => string>();
  private readonly headers: { name: string; value: string; always: boolean }[] = [];
  private realm = 'off';
  private usersFile: string | undefined;

  /** @param readUsers gives the lines of a file of users, each time it is asked: nginx reads it at each request */
  constructor(private readonly readUsers: (file: string) => string) {}

  get isEmpty(): boolean {
    return this.realm === 'off' && this.headers.length === 0;
  }

  /** Takes the directives of one file, all or none. @throws Error with the first that is not of this part */
  take(file: readonly Directive[]): void {
    const works = file.map((directive) => this.workOf(directive));
    for (const work of works) work();
  }

  judge(incoming: IncomingMessage): ProxyVerdict {
    const variables = variablesOf(incoming);
    for (const step of this.steps) step(variables);
    const realm = this.value(this.realm, variables);
    const refused = realm !== 'off' && !this.isUser(incoming.headers.authorization);
    return {
      ...(refused && { realm }),
      headers: (status, byApp) => {
        const all = new Map([...variables, ['upstream_status', byApp ? String(status) : '']]);
        return this.headers
          .filter(({ always }) => always || usual.includes(status))
          .map(({ name, value }) => [name, this.value(value, all)] as const)
          .filter(([, value]) => value !== '');
      },
    };
  }

  private workOf({ words, block }: Directive): () => void {
    const [name = '', first = '', second = ''] = words;
    if (name === 'set' && words.length === 3 && !block) {
      const step = this.setting(first, second);
      return () => this.steps.push(step);
    }
    if (name === 'if' && block && words.length === 5 && second === '=' && words[4] === ')' && first.startsWith('($')) {
      const inner = block.map((one) => {
        const [set, variable = '', value = ''] = one.words;
        if (set !== 'set' || one.words.length !== 3 || one.block) throw new Error(`if with ${set ?? ''}`);
        return this.setting(variable, value);
      });
      const wanted = words[3] ?? '';
      return () =>
        this.steps.push((variables) => {
          if (this.value(first.slice(1), variables) === this.value(wanted, variables)) {
            for (const step of inner) step(variables);
          }
        });
    }
    if (name === 'map' && block && words.length === 3) return this.mapping(first, second, block);
    if (name === 'auth_basic' && words.length === 2 && !block) return () => (this.realm = first);
    if (name === 'auth_basic_user_file' && words.length === 2 && !block) return () => (this.usersFile = first);
    if (name === 'add_header' && !block && (words.length === 3 || (words.length === 4 && words[3] === 'always'))) {
      return () => this.headers.push({ name: first, value: second, always: words.length === 4 });
    }
    throw new Error(name);
  }

  private setting(variable: string, value: string): Step {
    return (variables) => variables.set(variable.slice(1), this.value(value, variables));
  }

  private mapping(of: string, variable: string, block: readonly Directive[]): () => void {
    const rows = block.map(({ words: [key = '', value = ''], block: deeper }) => {
      if (deeper || !(key === 'default' || key.startsWith('~^'))) throw new Error(`map with ${key}`);
      return { pattern: key === 'default' ? undefined : new RegExp(key.slice(1)), value };
    });
    const otherwise = rows.find(({ pattern }) => pattern === undefined)?.value ?? '';
    return () =>
      this.maps.set(variable.slice(1), (variables) => {
        const text = this.value(of, variables);
        return rows.find(({ pattern }) => pattern?.test(text))?.value ?? otherwise;
      });
  }

  private value(text: string, variables: Variables): string {
    return text.replace(/\$([A-Za-z0-9_]+)/g, (_, name: string) => {
      return variables.get(name) ?? this.maps.get(name)?.(variables) ?? '';
    });
  }

  private isUser(authorization: string | undefined): boolean {
    const [name, password] = credentials(authorization);
    if (name === undefined || password === undefined || this.usersFile === undefined) return false;
    const lines = this.readUsers(this.usersFile).split('\n');
    const hash = lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
    const [, salt] = /^\$apr1\$([^$]+)\$/.exec(hash ?? '') ?? [];
    return salt !== undefined && apr1(password, salt) === hash;
  }
}

/** Of the scheme Basic. */
function credentials(authorization = ''): readonly [name?: string | undefined, password?: string | undefined] {
  const [, coded = ''] = /^basic +(\S+)$/i.exec(authorization) ?? [];
  const [, name, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(coded, 'base64').toString('utf8')) ?? [];
  return [name, password];
}

function variablesOf({ method = 'GET', url = '', headers }: IncomingMessage): Variables {
  const cookies = (headers.cookie ?? '').split(';').map((one) => one.trim().split('='));
  return new Map([
    ['request_method', method],
    ['request_uri', url],
    ['remote_user', credentials(headers.authorization)[0] ?? ''],
    ...cookies.map(([name = '', ...value]) => [`cookie_${name}`, value.join('=')] as const),
  ]);
}
