import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRecord } from '../../settings/layers/tree';
import { fileName, listed } from '../git/git-index';

/** What package managers read besides sources: manifests, lock files, their settings and plugins, patches, and archives that `file:` names. */
const read =
  /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?|bunfig\.toml|\.npmrc|\.yarnrc|\.yarnrc\.yml|\.pnpmfile\.[cm]?js)$|(?:^|\/)\.yarn\/(?:releases|plugins|patches)\/|\.(?:patch|tgz|tar\.gz)$/;

/** A copy of what describes the packages of a repository, where a package manager may write. */
export interface ManifestCopy {
  /** Absolute, without links. */
  readonly folder: string;
  /** Folders of the repository's packages by name, from the top of the copy. */
  readonly packages: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

export async function copyManifests(top: string, environment: NodeJS.ProcessEnv): Promise<ManifestCopy> {
  // The folder's own name holds nothing of the repository.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'preview-stacks-packages-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  const packages = new Map<string, string>();
  try {
    // Also files that are new: the build of CI sees them, too.
    const tracked = await listed(['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      folder: top,
      environment,
    });
    for (const latin of tracked) {
      const name = fileName(latin);
      if (!read.test(name) || /(?:^|\/)node_modules\//.test(name)) continue;
      await mkdir(join(folder, dirname(name)), { recursive: true });
      if (/(?:^|\/)package\.json$/.test(name)) await copyManifest(top, name, { folder, packages });
      // A name that git lists and the disk lacks is one that was deleted.
      else await copyFile(join(top, name), join(folder, name)).catch(ignoreMissing);
    }
    return { folder, packages, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Without its scripts: they are for the whole repository, which is not here. */
async function copyManifest(
  top: string,
  name: string,
  { folder, packages }: { readonly folder: string; readonly packages: Map<string, string> },
): Promise<void> {
  const text = await readFile(join(top, name), 'utf8').catch(ignoreMissing);
  if (text === undefined) return;
  const manifest = parsed(text);
  if (manifest === undefined) {
    await writeFile(join(folder, name), text);
    return;
  }
  const { scripts: _, ...rest } = manifest;
  await writeFile(join(folder, name), `${JSON.stringify(rest, undefined, 2)}\n`);
  const path = dirname(name);
  if (typeof rest.name === 'string') packages.set(rest.name, path === '.' ? '' : path);
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // The package manager reports it.
    return undefined;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
