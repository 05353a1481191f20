import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const root = resolve(__dirname, '..');
const lib = join(root, 'lib');

/** Who may import whom: a room may import itself and what stands here. The reasons are in docs/design.md. */
const values = ['errors', 'text', 'naming', 'settings', 'facts', 'ports'];
const aboveStacks = [...values, 'stacks', 'previews', 'progress'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  lazily: [],
  text: ['errors'],
  naming: ['errors'],
  settings: ['errors', 'naming'],
  facts: ['errors', 'naming', 'settings'],
  constructs: ['errors', 'naming', 'settings', 'facts'],
  ports: ['errors', 'naming', 'settings', 'facts'],
  stacks: values,
  previews: [...values, 'stacks'],
  // The union of what the workflows declare in their events.ts, which never import it.
  progress: ['stacks', 'health', 'deploy', 'cleanup', 'announce', 'doctor'],
  health: aboveStacks,
  instances: aboveStacks,
  application: aboveStacks,
  announce: aboveStacks,
  doctor: aboveStacks,
  cleanup: aboveStacks,
  deploy: [...aboveStacks, 'health', 'instances'],
  aws: [...values, 'constructs', 'lazily'],
  github: values,
  slack: values,
  machine: values,
  init: ['errors', 'text', 'naming', 'settings', 'ports'],
  local: [],
  cli: [
    ...aboveStacks,
    ...[
      'lazily',
      'constructs',
      'health',
      'instances',
      'application',
      'announce',
      'doctor',
      'cleanup',
      'deploy',
      'init',
    ],
    ...['aws', 'github', 'slack', 'machine', 'local'],
  ],
  index: ['errors', 'naming', 'settings', 'constructs', 'facts'],
};
/** Only the types of these cross the border: no code of the second runs for the first. */
const typeOnly: readonly (readonly [string, string])[] = [
  ['ports', 'settings'],
  ['ports', 'facts'],
  ...['stacks', 'health', 'deploy', 'cleanup', 'announce', 'doctor'].map((room) => ['progress', room] as const),
];
/** Of `local`, the command line may see only this. */
const doorOfLocal = 'lib/local/server.ts';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const sourcesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
const files = sourcesOf(lib);
const tests = sourcesOf(join(root, 'test'));
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
    /\b(?:import|require)()\(\s*['"](\.[^'"]+)['"]\s*\)/g,
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
          !shown(from).startsWith('lib/cli/compose/'),
      )
      .map(({ from, to }) => `${shown(from)} imports ${shown(to)}`);
    expect(breaches).toEqual([]);
  });

  test('no files import each other in a circle, types counted', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
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

  test('no file has more than 300 lines, tests too, and half of those in lib have fewer than 80', () => {
    const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;
    const tooLong = [...files, ...tests].filter((file) => linesOf(file) > 300);
    expect(tooLong.map(shown)).toEqual([]);
    const sorted = files.map(linesOf).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
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
    const outside = files.filter((file) => !['machine', 'local', 'web'].includes(roomOf(file)));
    const offenders = outside.filter((file) =>
      /Date\.now\(\)|new Date\(\)|setTimeout\(/.test(readFileSync(file, 'utf8')),
    );
    expect(offenders.map(shown)).toEqual([]);
  });
});
