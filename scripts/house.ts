import { dirname, join, relative, resolve } from 'node:path';
import { type LongFunction, longestFunction } from './house/longest-function';
import { mayImport } from './house/rooms-table';
import { circlesOf, type Import, importsOf, linesOf, roomOf, sourcesOf } from './house/sources';

/**
 * Prints how the code is laid out: `npm run house`, or `npm run house -- FOLDER` for another checkout. Arrows up are imports that
 * the table of rooms forbids: the table of this checkout, for the other one too. Below the table are the files of each circle.
 */
const root = resolve(process.argv[2] ?? join(__dirname, '..'));
const lib = join(root, 'lib');

const parts: Readonly<Record<string, readonly string[]>> = {
  lib: sourcesOf(lib),
  'lib without local': sourcesOf(lib).filter((file) => roomOf(lib, file) !== 'local'),
  test: sourcesOf(join(root, 'test')),
};

function figuresOf(files: readonly string[]): Readonly<Record<string, string>> {
  const folders = new Map<string, number>();
  for (const file of files) folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
  const fullest = most([...folders], ([, count]) => count);
  const lines = files.map(linesOf);
  const longest = most(files, linesOf);
  const imports = importsOf(files);
  return {
    files: String(files.length),
    lines: String(lines.reduce((sum, count) => sum + count, 0)),
    'files a folder': (files.length / folders.size).toFixed(1),
    'fullest folder': fullest ? `${fullest[1]} ${shown(fullest[0])}` : '–',
    'median file': String(lines.sort((a, b) => a - b)[Math.floor(lines.length / 2)] ?? 0),
    'longest file': longest ? `${linesOf(longest)} ${shown(longest)}` : '–',
    circles: String(circlesOf(imports).length),
    'arrows up': files.some((file) => file.startsWith(lib)) ? String(arrowsUp(imports).length) : '–',
    'longest function': functionShown(longestFunction(files)),
  };
}

function arrowsUp(imports: readonly Import[]): Import[] {
  return imports.filter(({ from, to }) => {
    const [above, below] = [roomOf(lib, from), roomOf(lib, to)];
    return above !== below && mayImport[above]?.includes(below) === false;
  });
}

function functionShown(found: LongFunction | undefined): string {
  return found ? `${found.lines} ${found.name} in ${shown(found.file)}` : '–';
}

function most<T>(all: readonly T[], measure: (one: T) => number): T | undefined {
  return [...all].sort((a, b) => measure(b) - measure(a))[0];
}

function shown(path: string): string {
  return relative(root, path).split('\\').join('/');
}

const figures = Object.values(parts).map(figuresOf);
console.log(`| | ${Object.keys(parts).join(' | ')} |\n|---|${figures.map(() => '---|').join('')}`);
for (const name of Object.keys(figures[0] ?? {})) {
  console.log(`| ${name} | ${figures.map((of) => of[name]).join(' | ')} |`);
}
for (const circle of [parts.lib, parts.test].flatMap((files = []) => circlesOf(importsOf(files)))) {
  console.log(`\nA circle: ${circle.map(shown).join(' → ')}`);
}
