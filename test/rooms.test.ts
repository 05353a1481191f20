import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { doorOfLocal, mayImport, typeOnly } from '../scripts/house/rooms-table';
import { circlesOf, importsOf, linesOf, roomOf as roomIn, sourcesOf } from '../scripts/house/sources';

const root = resolve(__dirname, '..');
const lib = join(root, 'lib');

const files = sourcesOf(lib);
const tests = sourcesOf(join(root, 'test'));

const roomOf = (file: string) => roomIn(lib, file);
const shown = (file: string) => relative(root, file).split(sep).join('/');

const imports = importsOf(files);

describe('rooms', () => {
  test('every folder of lib is a room of the table', () => {
    expect(files.map(roomOf).filter((room) => !(room in mayImport))).toEqual([]);
  });

  test('a room imports only itself and what the table allows', () => {
    const breaches = imports
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !mayImport[roomOf(from)]?.includes(roomOf(to)))
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('no class is made by `new` of a `require` in parentheses with an assertion, which the compiler drops', () => {
    const breaches = files.filter((file) => /\bnew\s*\(\s*require\(\s*'/.test(readFileSync(file, 'utf8')));
    // lib/lazily.ts says why and what to write.
    expect(breaches.map(shown)).toEqual([]);
  });

  test('what is allowed for types only is imported as types only', () => {
    const breaches = imports
      .filter(
        ({ from, to, typeOnly: only }) => !only && typeOnly.some(([a, b]) => a === roomOf(from) && b === roomOf(to)),
      )
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('other rooms see only the door of the embedded endpoint', () => {
    const breaches = imports
      .filter(({ from, to }) => roomOf(from) !== 'local' && roomOf(to) === 'local' && shown(to) !== doorOfLocal)
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('adapters are chosen in one place', () => {
    const breaches = imports
      .filter(
        ({ from, to }) =>
          roomOf(from) === 'cli' &&
          ['aws', 'github', 'slack', 'machine'].includes(roomOf(to)) &&
          !shown(from).startsWith('lib/cli/compose/'),
      )
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('no files import each other in a circle, types counted, tests too', () => {
    const circles = [...circlesOf(imports), ...circlesOf(importsOf(tests))].map((circle) =>
      circle.map(shown).join(' → '),
    );
    expect(circles).toEqual([]);
  });

  test('no file has more than 300 lines, tests too, and half of those in lib have fewer than 80', () => {
    const tooLong = [...files, ...tests].filter((file) => linesOf(file) > 300);
    expect(tooLong.map(shown)).toEqual([]);
    const sorted = files.map(linesOf).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
  });

  test('a row of a test file is a `test`', () => {
    const offenders = tests.filter((file) => /^\s*it[.(<]/m.test(readFileSync(file, 'utf8')));
    expect(offenders.map(shown)).toEqual([]);
  });

  test('no folder has more than 20 files, but those with one file a port', () => {
    const folders = new Map<string, number>();
    for (const file of [...files, ...tests]) {
      const folder = shown(dirname(file));
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    const onePort = /^(lib\/ports|test\/fakes|test\/contracts\/aws)$/;
    const full = [...folders].filter(([folder, count]) => count > 20 && !onePort.test(folder));
    expect(full).toEqual([]);
  });

  test('the window on the SDK is in one file', () => {
    const offenders = files
      .filter((file) => /(new |\.)[A-Z][A-Za-z0-9]*Client\)?\(/.test(readFileSync(file, 'utf8')))
      .map(shown);
    expect(offenders).toEqual(['lib/aws/clients.ts']);
  });

  test('only the command line and the machine know the environment of the process, and only they print', () => {
    const outside = files.filter((file) => !['cli', 'machine', 'local'].includes(roomOf(file)));
    const offenders = outside.filter((file) =>
      /process\.env|console\.|process\.std(out|err)/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders.map(shown)).toEqual([]);
  });

  test('only the clock knows the time', () => {
    const outside = files.filter((file) => !['machine', 'local'].includes(roomOf(file)));
    // The page in a browser has a clock of its own.
    const clock = 'lib/web/page/script/clock.ts';
    const offenders = outside.filter(
      (file) => shown(file) !== clock && /Date\.now\(\)|new Date\(\)|setTimeout\(/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders.map(shown)).toEqual([]);
  });
});
