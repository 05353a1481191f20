/** One link of a Link header. */
export interface Link {
  readonly target: string;
  /** Relation types in lower case. */
  readonly rels: readonly string[];
  /** Names of its parameters, in lower case; a name that comes twice is here twice. */
  readonly parameters: readonly string[];
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const address = /^[ \t]*<([^<>]*)>/;
const parameter = new RegExp(`^[ \\t]*;[ \\t]*(${token})[ \\t]*(?:=[ \\t]*(${token}|${quoted}))?`);
const separator = /^[ \t]*(?:,[ \t,]*|$)/;

/**
 * The links of a Link header by RFC 8288, section 3 (October 2017): names and relation types in any case, values as a token or quoted, any order,
 * several relation types in one `rel`, of which the first counts. Undefined when it is not such a header.
 */
export function parseLinks(header: string): readonly Link[] | undefined {
  const links: Link[] = [];
  // A list of RFC 9110 may have empty elements.
  let rest = header.replace(/^[ \t,]+/, '');
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found ?? undefined;
  };
  while (rest.trim() !== '') {
    const target = take(address)?.[1];
    if (target === undefined) return undefined;
    const parameters: { readonly name: string; readonly value: string }[] = [];
    for (let found = take(parameter); found; found = take(parameter)) {
      parameters.push({ name: (found[1] ?? '').toLowerCase(), value: unquoted(found[2] ?? '') });
    }
    if (!take(separator)) return undefined;
    const rel = parameters.find(({ name }) => name === 'rel')?.value ?? '';
    const rels = rel.toLowerCase().split(/\s+/).filter(Boolean);
    links.push({ target, rels, parameters: parameters.map(({ name }) => name) });
  }
  return links;
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
