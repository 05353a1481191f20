import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { PreviewError } from '../../errors';
import { isRecord } from '../../settings/layers/tree';
import { manifestIn } from './decide-dependencies';
import type { Machine } from './instance-machine';
import type { ManifestCopy } from './manifest-copy';

/** A package as it was installed, with those that it finds. */
export interface InstalledPackage {
  /** The folder, absolute and without links: one package, however many links lead to it. */
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Folder in the repository, from its top, of a package of its own. @default it comes from elsewhere */
  readonly own?: string;
  /** By the name under which it asks for them. */
  readonly needs: Map<string, { readonly found: InstalledPackage; readonly optional: boolean }>;
  /** Optional ones that are not there, or are for another machine. */
  readonly lacks: string[];
}

/** Finds packages as Node.js does, from the folder of the package that asks upwards, each one once. */
export class InstalledPackages {
  private readonly known = new Map<string, InstalledPackage>();

  constructor(
    private readonly copy: Pick<ManifestCopy, 'folder' | 'packages'>,
    private readonly machine: Machine,
  ) {}

  /**
   * The package in a folder, and all that it leads to.
   *
   * @throws PreviewError `dependencies-incomplete` when one that it needs is not there
   */
  async at(folder: string): Promise<InstalledPackage> {
    const first = await this.read(folder);
    const left = [first];
    for (let next = left.pop(); next !== undefined; next = left.pop()) left.push(...(await this.lead(next)));
    return first;
  }

  private async read(folder: string): Promise<InstalledPackage> {
    const known = this.known.get(folder);
    if (known) return known;
    const path = relative(this.copy.folder, folder).split(sep).join('/');
    const own = /(?:^|\/)node_modules\//.test(path) ? undefined : path;
    const manifest = await manifestIn(folder);
    const read = { folder, manifest, ...(own !== undefined && { own }), needs: new Map(), lacks: [] };
    this.known.set(folder, read);
    return read;
  }

  /** Those that were not known before. */
  private async lead(from: InstalledPackage): Promise<InstalledPackage[]> {
    const fresh: InstalledPackage[] = [];
    for (const { name, range, optional, peer } of asksOf(from.manifest)) {
      const folder = await this.find(name, range, from);
      const before = this.known.size;
      const found = folder === undefined ? undefined : await this.read(folder);
      if (found && fitsMachine(found.manifest, this.machine)) {
        from.needs.set(name, { found, optional });
        if (this.known.size > before) fresh.push(found);
      } else if (optional) from.lacks.push(name);
      else if (!peer) throw incomplete(name, from, found !== undefined);
    }
    return fresh;
  }

  private async find(name: string, range: string, from: InstalledPackage): Promise<string | undefined> {
    if (!isPackageName(name)) return undefined;
    // pnpm copies a folder that `file:` names: only the manifest was there to copy.
    const own = this.copy.packages.get(name);
    if (own !== undefined && /^(?:workspace|file|link|portal):/.test(range)) return join(this.copy.folder, own);
    for (let at = from.folder; ; at = dirname(at)) {
      const folder = join(at, 'node_modules', name);
      if (at.split(sep).at(-1) !== 'node_modules' && (await isFolder(folder))) {
        const real = await realpath(folder);
        // A link out of the copy leads to a folder that the bundle cannot hold.
        return real.startsWith(this.copy.folder + sep) ? real : undefined;
      }
      if (at === this.copy.folder || dirname(at) === at) return undefined;
    }
  }
}

interface Ask {
  readonly name: string;
  readonly range: string;
  readonly optional: boolean;
  readonly peer: boolean;
}

function asksOf(manifest: Readonly<Record<string, unknown>>): Ask[] {
  const asks = new Map<string, Ask>();
  const add = (key: string, rest: Pick<Ask, 'optional' | 'peer'>) => {
    for (const [name, range] of Object.entries(isRecord(manifest[key]) ? manifest[key] : {})) {
      if (typeof range === 'string') asks.set(name, { name, range, ...rest });
    }
  };
  add('peerDependencies', { optional: false, peer: true });
  add('dependencies', { optional: false, peer: false });
  add('optionalDependencies', { optional: true, peer: false });
  return [...asks.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Names become paths. */
export function isPackageName(name: string): boolean {
  return (
    /^(?:@[^/\\]+\/)?[^/\\]+$/.test(name) &&
    !name.split('/').some((part) => part.startsWith('.')) &&
    name !== 'node_modules'
  );
}

/** `os`, `cpu` and `libc` of package.json (https://docs.npmjs.com/cli/configuring-npm/package-json, 2026-11). */
function fitsMachine(manifest: Readonly<Record<string, unknown>>, { os, cpu, musl }: Machine): boolean {
  const libc = musl ? 'musl' : 'glibc';
  return allows(manifest.os, os) && allows(manifest.cpu, cpu) && (os !== 'linux' || allows(manifest.libc, libc));
}

function allows(list: unknown, value: string): boolean {
  const names = (Array.isArray(list) ? list : [list]).filter((one) => typeof one === 'string');
  if (names.includes(`!${value}`)) return false;
  const wanted = names.filter((one) => !one.startsWith('!'));
  return wanted.length === 0 || wanted.includes(value) || wanted.includes('any');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function incomplete(name: string, from: InstalledPackage, otherMachine: boolean): PreviewError {
  const who = String(from.manifest.name ?? 'the service');
  const what = otherMachine ? 'is for other machines only' : 'was not installed';
  return new PreviewError('dependencies-incomplete', `${who} needs the package ${name}, which ${what}`, {
    fault: 'user',
    hint: 'Run the install and commit the lock file. A folder outside of the repository cannot be packed.',
  });
}
