import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { PreviewError } from '../../errors';
import { isRecord } from '../../settings/layers/tree';
import { type BundleFile, normalMode } from '../bundle/content-hash';
import { fileName, listed } from '../git/git-index';
import type { InstalledPackage } from './installed-package';
import type { PlacedPackage } from './place-packages';

/** Where files of the repository's own packages come from. */
export interface OwnSources {
  /** Top of the workspace in the working copy. */
  readonly top: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Files that git tracks below `top`, by their paths from there. */
  readonly tracked: ReadonlySet<string>;
}

/** For OwnSources. Submodules are other repositories. */
export async function trackedBelow(top: string, environment: NodeJS.ProcessEnv): Promise<ReadonlySet<string>> {
  return new Set((await listed(['ls-files', '-z'], { folder: top, environment })).map(fileName));
}

/** The files of a package at its place in the bundle: those that were installed, or of an own package those of git and of its build. */
export async function packageFiles(
  { path, from }: PlacedPackage,
  { top, environment, tracked }: OwnSources,
): Promise<BundleFile[]> {
  const programs = new Set(binsOf(from.manifest).map(([, file]) => file));
  const files: BundleFile[] = [];
  if (from.own === undefined) {
    const mayLead = (real: string) => real.startsWith(from.folder + sep);
    for await (const file of filesIn(from.folder, ''))
      files.push(...(await bundled(from.folder, file, { path, programs, mayLead })));
    return files;
  }
  const [realTop, folder] = await Promise.all([realpath(top), realpath(join(top, from.own))]);
  const names = new Set((await listed(['ls-files', '-z'], { folder, environment })).map(fileName).filter(isOurs));
  for (const output of await buildOutputs(from, folder, names)) {
    const isLink = (await lstat(join(folder, output)).catch(() => undefined))?.isSymbolicLink();
    if (isLink) names.add(output);
    else for await (const file of filesIn(folder, output)) if (isOurs(file)) names.add(file);
  }
  // A link may lead to what the bundle could hold by itself. One to any other file stays a link, which is refused.
  const mayLead = (real: string) =>
    tracked.has(inside(realTop, real)) || (names.has(inside(folder, real)) && isOurs(inside(folder, real)));
  for (const name of [...names].sort()) {
    const stats = await lstat(join(folder, name)).catch(() => undefined);
    if (stats === undefined || stats.isDirectory()) continue;
    // A folder that git tracks may be a link by now.
    const at = await realpath(dirname(join(folder, name)));
    if (at === folder || at.startsWith(folder + sep))
      files.push(...(await bundled(folder, name, { path, programs, mayLead })));
  }
  return files;
}

function inside(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

const isOurs = (name: string) => !/(?:^|\/)(?:node_modules|\.git)(?:\/|$)/.test(name);

/** The programs of a package, each with the file in it that runs. */
export function binsOf({ bin, name }: InstalledPackage['manifest']): [string, string][] {
  const short = typeof name === 'string' ? (name.split('/').at(-1) ?? '') : '';
  const named = typeof bin === 'string' ? { [short]: bin } : isRecord(bin) ? bin : {};
  return Object.entries(named).flatMap(([program, file]): [string, string][] => {
    if (typeof file !== 'string' || !/^[\w.@+-]+$/.test(program) || program.startsWith('.')) return [];
    const inside = posix.normalize(file).replace(/^\/+/, '');
    return inside.startsWith('..') ? [] : [[program, inside]];
  });
}

/** Files below a folder, less its own node_modules: what it needs of them has places of its own. Links to folders are left out. */
async function* filesIn(folder: string, at: string): AsyncIterable<string> {
  const stats = await stat(join(folder, at)).catch(() => undefined);
  if (stats?.isFile()) yield at;
  if (!stats?.isDirectory()) return;
  const entries = await readdir(join(folder, at), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = at === '' ? entry.name : `${at}/${entry.name}`;
    if (name === 'node_modules') continue;
    if (entry.isDirectory()) yield* filesIn(folder, name);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(folder, name))))) yield name;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

interface Place {
  /** Of the package, in the bundle. */
  readonly path: string;
  readonly programs: ReadonlySet<string>;
  /** Whether a link may lead to a file, given by its absolute path without links. */
  readonly mayLead: (real: string) => boolean;
}

async function bundled(folder: string, name: string, { path: place, programs, mayLead }: Place): Promise<BundleFile[]> {
  const named = join(folder, name);
  const link = (await lstat(named)).isSymbolicLink();
  const path = link ? await linkedFile(named, mayLead) : named;
  const inBundle = `${place}/${name}`;
  // A link to a folder stays one: where it leads out of the bundle, the bundle is refused.
  if (path === undefined) return [{ name: inBundle, mode: 0o120000, read: () => linkTarget(named) }];
  // npm makes programs executable when it installs them, whatever their archive says.
  const mode = programs.has(name) ? 0o100755 : normalMode((await stat(path)).mode);
  return [{ name: inBundle, mode, read: () => createReadStream(path) }];
}

/** The file that a link leads to, where it may: the bundle must hold no other file of this machine. */
async function linkedFile(link: string, mayLead: Place['mayLead']): Promise<string | undefined> {
  const real = await realpath(link).catch(() => undefined);
  return real !== undefined && mayLead(real) && (await stat(real)).isFile() ? real : undefined;
}

async function* linkTarget(path: string): AsyncIterable<Buffer> {
  yield await readlink(path, 'buffer');
}

/**
 * What the build of an own package wrote: what its package.json gives to others and git does not track.
 *
 * @throws PreviewError `dependencies-incomplete` when it is not there
 */
async function buildOutputs(from: InstalledPackage, folder: string, tracked: ReadonlySet<string>): Promise<string[]> {
  const { files, main, module: esm, exports, types } = from.manifest;
  const listedFiles = Array.isArray(files) ? files.filter((one) => typeof one === 'string').map(plain) : [];
  const targets = [main, esm, ...targetsOf(exports), ...binsOf(from.manifest).map(([, file]) => file)];
  const needed = targets.filter((one) => typeof one === 'string').map(plain);
  const outputs = new Set<string>();
  for (const path of [...listedFiles, ...needed, ...(typeof types === 'string' ? [plain(types)] : [])]) {
    if (path === '' || path.startsWith('..') || /[*!{}]/.test(path.split('/')[0] ?? '')) continue;
    const first = path.split('/')[0] ?? '';
    // Of a folder with files of git in it, only what is named; else the whole, for one file leads to others.
    const mixed = [...tracked].some((name) => name.startsWith(`${first}/`));
    if (!tracked.has(path)) outputs.add(mixed ? path.replace(/\/?\*.*$/, '') : first);
  }
  const [missing] = await missingOf(
    needed.filter((path) => !path.includes('*')),
    folder,
    main,
  );
  if (missing !== undefined) throw notBuilt(from, missing);
  return [...outputs];
}

function plain(path: string): string {
  return posix.normalize(path).replace(/^\/+/, '').replace(/\/+$/, '').replace(/^\.$/, '');
}

/** Conditions of `exports` may lead to types, sources and files for browsers: those may be missing, `main` may not. */
async function missingOf(needed: readonly string[], folder: string, main: unknown): Promise<string[]> {
  if (typeof main !== 'string') {
    const there = await Promise.all(needed.map((path) => stat(join(folder, path)).catch(() => undefined)));
    return needed.length > 0 && there.every((one) => one === undefined) ? [needed[0] as string] : [];
  }
  const name = plain(main);
  for (const ending of ['', '.js', '.json', '.node', '/index.js']) {
    if (await stat(join(folder, name + ending)).catch(() => undefined)) return [];
  }
  return [name];
}

function targetsOf(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports];
  if (Array.isArray(exports)) return exports.flatMap(targetsOf);
  return isRecord(exports) ? Object.values(exports).flatMap(targetsOf) : [];
}

function notBuilt({ manifest, own }: InstalledPackage, missing: string): PreviewError {
  return new PreviewError(
    'dependencies-incomplete',
    `the package ${String(manifest.name)} gives ${missing}, which is not in ${own}`,
    {
      fault: 'user',
      hint: 'Let the `build` of the service build the packages of the repository that it needs, too (`turbo run build --filter=<app>`, `pnpm --filter <app>... run build`).',
    },
  );
}
