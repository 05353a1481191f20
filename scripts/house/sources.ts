import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** The TypeScript files of a folder and of those in it. */
export function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

/** How many lines a file has. */
export function linesOf(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}

/** The room of a file: its folder in lib, or its name if it stands in lib itself. */
export function roomOf(lib: string, file: string): string {
  return (relative(lib, file).split(sep)[0] ?? '').replace(/\.ts$/, '');
}

/** Every import of these files from one another; the compiler checks that an imported file exists. */
export function importsOf(files: readonly string[]): Import[] {
  const known = new Set(files);
  return files.flatMap((from) => importsOfFile(from, known));
}

const forms = [
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"](\.[^'"]+)['"]/g,
  /(?:^|\n)\s*import()\s*['"](\.[^'"]+)['"]/g,
  /\b(?:import|require)()\(\s*['"](\.[^'"]+)['"]\s*\)/g,
];

function importsOfFile(from: string, known: ReadonlySet<string>): Import[] {
  const source = readFileSync(from, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  return forms.flatMap((form) =>
    [...source.matchAll(form)].flatMap((match) => {
      const path = resolve(dirname(from), (match[2] ?? '').replace(/\.js$/, ''));
      const to = [`${path}.ts`, join(path, 'index.ts')].find((candidate) => known.has(candidate));
      return to ? [{ from, to, typeOnly: match[1] !== undefined && match[1] !== '' }] : [];
    }),
  );
}

/** Every circle that a walk over the imports meets, as the files on its way; types count. */
export function circlesOf(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file) || path.includes(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return circles;
}
