import { PreviewError } from '../errors';

/** AWS services allow 255 or 256 characters in a tag value; Beanstalk's 255 is the least. */
const tagValueLimit = 255;
/** Stands at the end of a value that was cut: no escape looks like it, because `=` is itself escaped. */
const cutMark = '==';

/** [what git refuses (git-check-ref-format(1)), how we say it]. */
const refusals: readonly (readonly [test: (branch: string) => boolean, why: string])[] = [
  [(b) => b === '', 'is empty'],
  [(b) => b === 'HEAD', 'is the name of no branch'],
  [(b) => b.startsWith('-'), 'starts with a hyphen'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what git refuses here.
  [(b) => /[\u0000-\u0020\u007f~^:?*[\\]/.test(b), 'contains a space, a control character or one of ~ ^ : ? * [ \\'],
  [(b) => b.includes('..'), 'contains two dots in a row'],
  [(b) => b.includes('@{'), 'contains @{'],
  [(b) => /^\/|\/$|\/\//.test(b), 'starts or ends with a slash, or has two in a row'],
  [(b) => b.endsWith('.'), 'ends with a dot'],
  [(b) => /(^|\/)\./.test(b), 'has a part that starts with a dot'],
  [(b) => /\.lock(\/|$)/.test(b), 'has a part that ends with .lock'],
  // Git keeps a branch in a file of its name; Linux takes 255 bytes for a name and 4096 for a path (limits.h: NAME_MAX, PATH_MAX).
  [(b) => b.split('/').some((part) => Buffer.byteLength(part) > 255), 'has a part of more than 255 bytes'],
  [(b) => Buffer.byteLength(b) > 4096, 'has more than 4096 bytes'],
  // Two such names would be read as one: a name has to have one spelling in UTF-8, for its hash is taken of that.
  [(b) => /[\p{Surrogate}\ufffd]/u.test(b), 'is not valid UTF-8'],
];

/**
 * The branch name, unchanged, when git would accept it.
 *
 * @throws PreviewError `branch-invalid` for a name that git refuses or that is not UTF-8
 */
export function checkBranch(raw: string): string {
  const refusal = refusals.find(([refuses]) => refuses(raw));
  if (refusal === undefined) return raw;
  throw new PreviewError('branch-invalid', `${JSON.stringify(raw)} is not a branch name: it ${refusal[1]}`, {
    fault: 'user',
    hint: 'Give the name of a branch as `git branch --list` prints it.',
  });
}

/**
 * The branch name in characters that every AWS service takes in a tag value: letters, digits and `_ . / + -`, anything else
 * as `=` and two hexadecimal digits per byte of UTF-8. RDS and Beanstalk refuse what CloudFormation lets pass (trap T3). A
 * value over 255 characters is cut and ends in `==`; the tag with the hash is the key in any case.
 */
export function encodeBranch(raw: string): string {
  const characters = [...raw].map((character) =>
    /^[A-Za-z0-9_./+-]$/.test(character) ? character : escaped(character),
  );
  if (lengthOf(characters) <= tagValueLimit) return characters.join('');
  while (lengthOf(characters) + cutMark.length > tagValueLimit) characters.pop();
  return characters.join('') + cutMark;
}

/** What {@link encodeBranch} made; `undefined` when it did not make this value. `cut` tells that the end of the name is missing. */
export function decodeBranch(value: string): { readonly branch: string; readonly cut: boolean } | undefined {
  const cut = value.endsWith(cutMark);
  const body = cut ? value.slice(0, -cutMark.length) : value;
  if (!/^(?:[A-Za-z0-9_./+-]|=[0-9A-F]{2})+$/.test(body)) return undefined;
  const branch = Buffer.from(
    body.replace(/=[0-9A-F]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
    'latin1',
  ).toString('utf8');
  return { branch, cut };
}

function escaped(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

function lengthOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
