/** One place in a pattern: a letter, one of whatever, or any number of whatever (of anything but a slash). */
type Token = { readonly letter: string } | 'one' | 'any' | 'any but /';

/** What stands in the first five parts of an ARN where a format has these variables. */
const partFormats: Readonly<Record<string, RegExp>> = {
  Partition: /^aws(-[a-z-]+)?$/,
  Region: /^[a-z]{2}(-[a-z]+)+-\d$/,
  Account: /^\d{12}$/,
};

/**
 * Whether some ARN fits both a pattern of a policy and a format of the service authorization reference, in which variables stand in braces
 * behind a dollar sign.
 */
export function canFit(pattern: string, format: string): boolean {
  if (pattern === '*') return true;
  const [ours, theirs] = [partsOf(pattern), partsOf(format)];
  if (ours.length !== 6) return false;
  return theirs.every((part, index) => {
    const our = ours[index] ?? '';
    const wanted = partFormats[variableIn(part) ?? ''];
    return wanted && our !== '*' ? wanted.test(our) : meet(tokensOf(our), tokensOf(part));
  });
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function variableIn(part: string): string | undefined {
  return /^\$\{([^}]*)\}$/.exec(part)?.[1];
}

function tokensOf(text: string): readonly Token[] {
  return (text.match(/\$\{[^}]*\}|./gsu) ?? []).map((part): Token => {
    if (part === '*') return 'any';
    if (part === '?') return 'one';
    const name = variableIn(part);
    // A name of a bucket has no slash: what has one is an object.
    if (name === 'BucketName') return 'any but /';
    return name === undefined ? { letter: part } : 'any';
  });
}

/** Whether a text fits both; known pairs of places are looked at once. */
function meet(a: readonly Token[], b: readonly Token[]): boolean {
  const known = new Map<number, boolean>();
  const from = (i: number, j: number): boolean => {
    const place = i * (b.length + 1) + j;
    const answer = known.get(place) ?? step(i, j);
    known.set(place, answer);
    return answer;
  };
  const step = (i: number, j: number): boolean => {
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) return true;
    if (isStar(x) && from(i + 1, j)) return true;
    if (isStar(y) && from(i, j + 1)) return true;
    if (x === undefined || y === undefined || !share(x, y)) return false;
    // Where both go on, leaving one of them is enough.
    return !(isStar(x) && isStar(y)) && from(isStar(x) ? i : i + 1, isStar(y) ? j : j + 1);
  };
  return from(0, 0);
}

function isStar(token: Token | undefined): boolean {
  return token === 'any' || token === 'any but /';
}

function share(x: Token, y: Token): boolean {
  if (typeof x !== 'object') return x !== 'any but /' || typeof y !== 'object' || y.letter !== '/';
  if (typeof y !== 'object') return share(y, x);
  return x.letter === y.letter;
}
