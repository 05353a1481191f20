/**
 * Draws a plain value as XML: objects become elements, `undefined` nothing, dates ISO time. An array under `Tags` becomes
 * `<Tags><member>…</member></Tags>`; the element's name is `options.member`, or the one that `options.members` gives for `Tags`;
 * `''` there means a flattened list (`<Tags>…</Tags><Tags>…</Tags>`). Keys that begin with `@` are attributes of the element
 * around them, and `#` is its text.
 */
export function renderXml(name: string, value: unknown, options: XmlOptions = {}): string {
  const { xmlns, ...naming } = options;
  return element(name, value, naming, xmlns === undefined ? '' : ` xmlns="${escapeXml(xmlns)}"`);
}

export interface XmlOptions {
  /** Name space of the outermost element. @default none */
  readonly xmlns?: string;
  /** Name of a list's elements. @default 'member' */
  readonly member?: string;
  /** The same for single lists, by the list's name. @default {} */
  readonly members?: Readonly<Record<string, string>>;
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// Parsers turn a bare carriage return into a newline, and XML 1.0 has no control characters: AWS sends both as references.
function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']|[^\t\n -\uffff]/g,
    (character) => escapes[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );
}

function element(name: string, value: unknown, options: XmlOptions, attributes = ''): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (Array.isArray(value)) {
    const member = options.members?.[name] ?? options.member ?? 'member';
    if (member === '') {
      return value.map((one) => element(name, one, options)).join('');
    }
    const inner = value.map((one) => element(member, one, options)).join('');
    return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
  }
  if (value instanceof Date) {
    return `<${name}${attributes}>${value.toISOString()}</${name}>`;
  }
  if (typeof value !== 'object') {
    return `<${name}${attributes}>${escapeXml(String(value))}</${name}>`;
  }
  let inner = '';
  let own = attributes;
  for (const [key, child] of Object.entries(value)) {
    if (key === '#') {
      inner += escapeXml(String(child));
    } else if (key.startsWith('@')) {
      own += ` ${key.slice(1)}="${escapeXml(String(child))}"`;
    } else {
      inner += element(key, child, options);
    }
  }
  return inner === '' ? `<${name}${own}/>` : `<${name}${own}>${inner}</${name}>`;
}
