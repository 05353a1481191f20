import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Where npm can install a program from that came from no registry. */
export interface OwnSource {
  /** An archive, or a git repository, as npm takes it. */
  readonly spec: string;
  /** The clone in which `npm pack` has to make that archive. @default it is there */
  readonly packIn?: string;
}

/**
 * Where a package came from that runs out of this folder; undefined when that was a registry.
 *
 * @param root folder of its package.json
 */
export async function ownSource(root: string, name: string, version: string): Promise<OwnSource | undefined> {
  const modules = dirname(root);
  // One that is linked runs out of its clone, too.
  if (basename(modules) !== 'node_modules') return { spec: join(root, `${name}-${version}.tgz`), packIn: root };
  const resolved = await resolvedOf(join(modules, '.package-lock.json'), `node_modules/${name}`);
  if (resolved?.startsWith('file:')) return { spec: resolve(dirname(modules), resolved.slice('file:'.length)) };
  return resolved !== undefined && /^git\+/.test(resolved) ? { spec: resolved } : undefined;
}

/** npm writes there what it installed. Other programs do not, and they install from registries. */
async function resolvedOf(file: string, place: string): Promise<string | undefined> {
  try {
    const { packages } = JSON.parse(await readFile(file, 'utf8')) as {
      packages?: Record<string, { resolved?: unknown }>;
    };
    const resolved = packages?.[place]?.resolved;
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    return undefined;
  }
}
