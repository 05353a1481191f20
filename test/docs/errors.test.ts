import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(__dirname, '../..');

interface Row {
  readonly code: string | undefined;
  readonly exit: number;
  /** The last cell's comment: `file: name of the test`. */
  readonly file: string;
  readonly test: string;
}

const rows: readonly Row[] = readFileSync(join(top, 'docs/errors.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (`|–)/.test(line))
  .map((line) => {
    const [, code, exit, file, test] =
      /^\| (?:`([a-z-]+)`|–) \|.*\| (\d+) \|[^|]+<!-- (test\/\S+\.ts): (.+) --> \|$/.exec(line) ?? [];
    return { code, exit: Number(exit), file: file ?? line, test: test ?? '' };
  });

/** Each code with the exit codes that the places which throw it give it. */
const thrown = codesOf(join(top, 'lib'));

describe('docs/errors.md', () => {
  test('has a row for each code of the product, and for no other', () => {
    expect(rows.flatMap(({ code }) => code ?? []).sort()).toEqual([...thrown.keys()].sort());
  });

  test('finds the codes: there are many, from every way in which they are thrown', () => {
    expect(thrown.size).toBeGreaterThan(90);
    for (const code of [
      'unhealthy',
      'stack-busy',
      'stack-not-changeable',
      'throttled',
      'host-too-long',
      'github-refused',
    ]) {
      expect([...thrown.keys()]).toContain(code);
    }
  });

  test('says the exit code that the program ends with', () => {
    const wrong = rows.filter(({ code, exit }) => code && code !== 'interrupted' && !thrown.get(code)?.has(exit));
    expect(wrong).toEqual([]);
    expect(rows.find(({ code }) => code === 'interrupted')?.exit).toBe(130);
  });

  test.each(rows.map((row) => [row.code ?? 'no error', row] as const))('%s is met by a test that exists', (_, row) => {
    const text = readFileSync(join(top, row.file), 'utf8').replace(/\(\s+/g, '(');
    // The first argument of a call: of test, of what test.each gives, or of the describe around a table of cases.
    const titles = ["'", '"', '`'].flatMap((quote) => text.split(`(${quote}${row.test}${quote},`).slice(1));
    expect({ test: row.test, times: titles.length }).toEqual({ test: row.test, times: 1 });
    if (row.code) expect(text).toContain(row.code);
  });
});

/** Reads the sources: the code is the first argument, and whose fault it is stands behind it, or in the helper that was called. */
function codesOf(folder: string): ReadonlyMap<string, ReadonlySet<number>> {
  const codes = new Map<string, Set<number>>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.includes('PreviewError')) continue;
    const calls = /\b(PreviewError|make|refusal)\(\s*(?:\w+ \? )?'([a-z]+(?:-[a-z]+)*)'(?: : '([a-z-]+)')?,/g;
    for (const { index, 1: callee = '', 2: first = '', 3: second } of text.matchAll(calls)) {
      const fault = /'(user|world|us)'/.exec(callee === 'refusal' ? "'user'" : text.slice(index))?.[1];
      for (const code of [first, second]) {
        if (code) codes.set(code, (codes.get(code) ?? new Set()).add(fault === 'user' ? 2 : 1));
      }
    }
  }
  return codes;
}
