import type { WorkingFolder } from '../../ports/working-folder';
import { type PackageFacts, packageFacts } from './package-facts';
import { pythonPackages } from './python-packages';

/** The files of one application, as far as `init` looks at them. */
export interface AppSources {
  /** @default no package.json that could be read */
  readonly node?: PackageFacts;
  /** Names of the Python packages that it asks for, as the package index compares them. */
  readonly python: readonly string[];
  /** Names in the application's own folder. */
  readonly own: readonly string[];
  /** Paths of its sources, from its folder; without what is installed, generated or tested. */
  readonly paths: readonly string[];
  /** Texts of the sources among them that can hold routes, by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** The text of one of its files. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** Folders that hold no source of the running application. */
const skipped = new Set([
  ...['node_modules', 'dist', 'build', 'out', 'coverage', 'target', 'vendor', 'public', 'static', 'assets', 'locale'],
  ...['venv', 'env', '__pycache__', 'site-packages', 'test', 'tests', '__tests__', 'spec', 'e2e', 'cypress', 'docs'],
]);
const deepest = 8;
/** Enough for a guess: a repository can have many thousands. */
const most = 1500;
const mostRead = 400;
const longest = 100_000;

/** Looks at an application; `inside` gives the path of a file of it from the top of the repository. */
export async function appSources(folder: WorkingFolder, inside: (path: string) => string): Promise<AppSources> {
  const read = (path: string) => folder.read(inside(path));
  const own = await folder.list(inside('.').replace(/\/?\.$/, ''));
  const text = await read('package.json');
  const node = text === undefined ? undefined : packageFacts(text);
  const paths = await pathsOf(folder, inside, own);
  return {
    ...(node && { node }),
    python: await pythonPackages(read),
    own,
    paths,
    sources: await sourcesOf(paths, read),
    read,
  };
}

async function pathsOf(
  folder: WorkingFolder,
  inside: (path: string) => string,
  own: readonly string[],
): Promise<string[]> {
  const paths: string[] = [];
  let level = own.map((name) => ({ path: name, name }));
  for (let depth = 0; depth < deepest && level.length > 0 && paths.length < most; depth++) {
    const next: typeof level = [];
    for (const { path, name } of level) {
      if (name.startsWith('.') || skipped.has(name) || paths.length >= most) continue;
      // What has an extension is a file: asking each of them would take long.
      const names = /\.[a-z][a-z0-9]*$/i.test(name) ? [] : await folder.list(inside(path));
      if (names.length === 0) paths.push(path);
      else next.push(...names.map((inner) => ({ path: `${path}/${inner}`, name: inner })));
    }
    level = next;
  }
  return paths;
}

async function sourcesOf(
  paths: readonly string[],
  read: (path: string) => Promise<string | undefined>,
): Promise<Map<string, string>> {
  const sources = paths.filter(
    (path) => /\.(?:[cm]?[jt]s|[jt]sx|py)$|^config\/routes\.rb$/.test(path) && !/\.(?:test|spec|min|d)\./.test(path),
  );
  const texts = await Promise.all(
    sources.slice(0, mostRead).map(async (path) => [path, (await read(path)) ?? ''] as const),
  );
  return new Map(texts.map(([path, text]) => [path, text.slice(0, longest)]));
}

/** Whether a package is among those that an instance installs, or that only development does. */
export function hasPackage({ node }: AppSources, name: string): boolean {
  return node !== undefined && (name in node.dependencies || name in node.devDependencies);
}

/** The text of the first of these files that is there; empty where there is none. */
export async function firstText({ own, read }: AppSources, names: readonly string[]): Promise<string> {
  const found = names.find((name) => own.includes(name));
  return found === undefined ? '' : ((await read(found)) ?? '');
}

/** Names that a file of settings can have in JavaScript and TypeScript. */
export function scriptNames(name: string): string[] {
  return ['ts', 'js', 'mjs', 'mts', 'cjs'].map((extension) => `${name}.${extension}`);
}
