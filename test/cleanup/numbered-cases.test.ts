import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const documented = [...readFileSync(join(top, 'docs/cleanup.md'), 'utf8').matchAll(/^- (K\d+) (.+)$/gm)].map(
  ([, number = '', sentence = '']) => ({ number, sentence }),
);

/** Names of tests, with their files: the lines on which a name that begins with a number stands. */
const tests = readdirSync(join(top, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|contract)\.ts$/.test(file) && !file.startsWith('interop') && !file.includes('numbered'))
  .flatMap((file) => {
    const lines = readFileSync(join(top, 'test', file), 'utf8').split('\n');
    return lines.filter((line) => /^\s*[\])(\w.,[]*\(?\s*['"`]K\d/.test(line)).map((name) => ({ file, name }));
  });

const filesOf = (number: string) => [
  ...new Set(tests.filter(({ name }) => new RegExp(`\\b${number}\\b`).test(name)).map(({ file }) => `test/${file}`)),
];

test('docs/cleanup.md lists K1 to K61 without a gap', () => {
  expect(documented.map(({ number }) => number)).toEqual(Array.from({ length: 61 }, (_, index) => `K${index + 1}`));
});

test.each(documented.map(({ number, sentence }) => [number, filesOf(number).join(', ') || 'nowhere', sentence]))(
  '%s is tested in %s: %s',
  (number) => {
    expect(filesOf(number)).not.toEqual([]);
  },
);
