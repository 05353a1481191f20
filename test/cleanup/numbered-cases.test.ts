import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const documented = [...readFileSync(join(top, 'docs/cleanup.md'), 'utf8').matchAll(/^- (K\d+) /gm)].map(
  ([, number]) => number,
);
const names = readdirSync(join(top, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|contract)\.ts$/.test(file) && !file.startsWith('interop'))
  .flatMap((file) => readFileSync(join(top, 'test', file), 'utf8').split('\n'))
  .filter(
    (line) => /^\s*(test|it)(\.each\(.*)?\(|^\s*(\]\))?\(?['"`]K\d|^\s*\[?'K\d/.test(line) || /^\]\)\('K\d/.test(line),
  );

test('docs/cleanup.md lists K1 to K61 without a gap', () => {
  expect(documented).toEqual(Array.from({ length: 61 }, (_, index) => `K${index + 1}`));
});

test('every numbered case has a test in the fast suite whose name begins with its number', () => {
  const tested = new Set(names.flatMap((line) => [...line.matchAll(/\bK(\d+)\b/g)].map(([number]) => number)));
  expect(documented.filter((number) => !tested.has(number ?? ''))).toEqual([]);
});
