import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const root = resolve(__dirname, '..');
const lib = join(root, 'lib');

/** Who may import whom: a room may import itself and what stands here. The reasons are in docs/design.md. */
const workflow = ['errors', 'naming', 'settings', 'progress', 'ports', 'previews'];
const adapter = ['errors', 'naming', 'settings', 'ports', 'previews'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  lazily: [],
  naming: ['errors'],
  settings: ['errors', 'naming'],
  constructs: ['errors', 'naming', 'settings'],
  progress: ['errors', 'naming', 'ports', 'previews'],
  ports: ['errors', 'naming', 'settings', 'previews'],
  previews: ['errors', 'naming', 'settings', 'ports'],
  deploy: workflow,
  cleanup: workflow,
  announce: workflow,
  doctor: workflow,
  aws: [...adapter, 'constructs', 'lazily'],
  github: adapter,
  slack: adapter,
  machine: adapter,
  init: ['errors', 'naming', 'settings', 'ports'],
  local: [],
  cli: [
    'errors',
    'lazily',
    'naming',
    'settings',
    'constructs',
    'progress',
    'ports',
    'previews',
    'deploy',
    'cleanup',
    'init',
    'announce',
    'doctor',
    'aws',
    'github',
    'slack',
    'machine',
    'local',
  ],
  index: ['errors', 'naming', 'settings', 'constructs'],
};
/** Ports name the record's type and previews name the ports: types only, which is no cycle at run time. */
const typeOnly: readonly (readonly [string, string])[] = [
  ['ports', 'previews'],
  ['ports', 'settings'],
  ['aws', 'previews'],
  ['github', 'previews'],
  ['slack', 'previews'],
  ['machine', 'previews'],
];
/** Of `local`, the command line may see only this. */
const doorOfLocal = 'lib/local/server.ts';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(lib, file));
const known = new Set(files);

const roomOf = (file: string) => (relative(lib, file).split(sep)[0] ?? '').replace(/\.ts$/, '');
const shown = (file: string) => relative(root, file).split(sep).join('/');

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  const forms = [
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"](\.[^'"]+)['"]/g,
    /(?:^|\n)\s*import()\s*['"](\.[^'"]+)['"]/g,
    /(?<!typeof )(?<!typeof)\b(?:import|require)()\(\s*['"](\.[^'"]+)['"]\s*\)/g,
  ];
  for (const form of forms) {
    for (const match of source.matchAll(form)) {
      const path = resolve(dirname(file), (match[2] ?? '').replace(/\.js$/, ''));
      const to = [`${path}.ts`, join(path, 'index.ts')].find((candidate) => known.has(candidate));
      if (to) found.push({ from: file, to, typeOnly: match[1] !== undefined && match[1] !== '' });
      else if (!/\.json$/.test(path)) throw new Error(`${shown(file)} imports ${match[2]}, which is no file`);
    }
  }
  return found;
}

const imports = files.flatMap(importsOf);

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

  test('what is allowed for types only is imported as types only', () => {
    const breaches = imports
      .filter(
        ({ from, to, typeOnly: only }) => !only && typeOnly.some(([a, b]) => a === roomOf(from) && b === roomOf(to)),
      )
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('the command line sees only the door of the embedded endpoint', () => {
    const breaches = imports
      .filter(({ from, to }) => roomOf(from) === 'cli' && roomOf(to) === 'local' && shown(to) !== doorOfLocal)
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('adapters are chosen in one place', () => {
    const breaches = imports
      .filter(
        ({ from, to }) =>
          roomOf(from) === 'cli' &&
          ['aws', 'github', 'slack', 'machine'].includes(roomOf(to)) &&
          !shown(from).startsWith('lib/cli/compose'),
      )
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, typeOnly: only } of imports) if (!only) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].map(shown).join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('no file has more than 300 lines, and half of them fewer than 80', () => {
    const lines = files.map((file) => ({
      file: shown(file),
      lines: readFileSync(file, 'utf8').split('\n').length - 1,
    }));
    expect(lines.filter((entry) => entry.lines > 300)).toEqual([]);
    const sorted = lines.map((entry) => entry.lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
  });

  test('the window on the SDK is in one file', () => {
    const offenders = files
      .filter((file) => /(new |\.)[A-Z][A-Za-z0-9]*Client\(/.test(readFileSync(file, 'utf8')))
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
    const outside = files.filter((file) => !['machine', 'local', 'web'].includes(roomOf(file)));
    const offenders = outside.filter((file) =>
      /Date\.now\(\)|new Date\(\)|setTimeout\(/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders.map(shown)).toEqual([]);
  });
});
