import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalOptions } from '../../lib/endpoint';
import { loadEveryType } from '../../lib/local/specification/every-type';

const top = join(__dirname, '../..');
const page = readFileSync(join(top, 'docs/local.md'), 'utf8');

test('the examples for tests are files that are compiled and run', () => {
  const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  const files = ['in-your-own-tests.test.ts', 'examples/node-test.ts'];
  expect(blocks).toEqual(files.map((file) => readFileSync(join(top, 'test/endpoint', file), 'utf8')));
});

test('the specification of types that are only recorded is the one that is packed', () => {
  const { from, types } = loadEveryType();
  const [, name, version] = /^(\S+) (\S+)$/.exec(from) ?? [];
  expect(page).toContain(
    `\`${name}\` ${version}, some ${(Math.floor(types.size / 100) * 100).toLocaleString('en')} types`,
  );
});

test('every option of startLocal has its row', () => {
  const all: Record<keyof LocalOptions, true> = {
    ...{ port: true, dataFolder: true, accountId: true, region: true, postgres: true, packageFolders: true },
    ...{ variables: true, recordUnknown: true, now: true, onDefect: true },
  };
  const rows = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(
    ([, names = '']) => names.match(/\w+/g) ?? [],
  );
  expect(rows.sort()).toEqual(Object.keys(all).sort());
});
