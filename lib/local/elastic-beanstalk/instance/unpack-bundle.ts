import { createWriteStream } from 'node:fs';
import { lstat, mkdir, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { DeploymentFailure } from '../environment/deployment-failure';

const typeOf = (mode: number) => mode & 0o170000;
const symbolicLink = 0o120000;

interface Link {
  readonly path: string;
  readonly target: string;
}

/**
 * Unpacks a source bundle, modes kept. Throws DeploymentFailure for what is no zip, and for names and links that lead out of the
 * folder.
 */
export async function unpackBundle(file: string, folder: string): Promise<void> {
  const root = await realpath(folder);
  let zip: yauzl.ZipFile;
  try {
    // Backslashes are refused: `unzip` on AWS warns of them and ends with 1.
    zip = await yauzl.openPromise(file, { strictFileNames: true });
  } catch (error) {
    throw new DeploymentFailure(`The source bundle could not be unpacked: ${messageOf(error)}`);
  }
  const links: Link[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const path = pathOf(root, entry.fileName);
      const mode = entry.externalFileAttributes >>> 16;
      if (entry.fileName.endsWith('/')) {
        await mkdir(path, { recursive: true });
      } else if (typeOf(mode) === symbolicLink) {
        links.push({ path, target: await text(await zip.openReadStreamPromise(entry)) });
      } else {
        await mkdir(dirname(path), { recursive: true });
        // Files that the app cannot read would fail it; bits above the permissions are not for bundles to give.
        const permissions = mode === 0 ? 0o644 : (mode & 0o777) | 0o600;
        await pipeline(
          await zip.openReadStreamPromise(entry),
          createWriteStream(path, { mode: permissions, flags: 'wx' }),
        );
      }
    }
    // Links come last, so that no file is ever written through one.
    for (const link of links) {
      await makeLink(root, link);
    }
    for (const link of links) {
      await checkLink(root, link);
    }
  } catch (error) {
    throw error instanceof DeploymentFailure
      ? error
      : new DeploymentFailure(`The source bundle could not be unpacked: ${messageOf(error)}`);
  } finally {
    zip.close();
  }
}

function pathOf(root: string, name: string): string {
  const path = resolve(root, name);
  if (isAbsolute(name) || name.includes('\0') || !isInside(root, path)) {
    throw new DeploymentFailure(`The source bundle holds a name that leads out of it: ${name}`);
  }
  return path;
}

async function makeLink(root: string, { path, target }: Link): Promise<void> {
  if (isAbsolute(target) || !isInside(root, resolve(dirname(path), target))) {
    throw new DeploymentFailure(`The source bundle holds a link that leads out of it: ${path.slice(root.length + 1)}`);
  }
  await mkdir(dirname(path), { recursive: true });
  if (!isInside(root, join(await realpath(dirname(path)), 'x'))) {
    throw new DeploymentFailure(`The source bundle holds a link that leads out of it: ${path.slice(root.length + 1)}`);
  }
  if (await lstat(path).catch(() => undefined)) {
    throw new DeploymentFailure(`The source bundle holds a name twice: ${path.slice(root.length + 1)}`);
  }
  await symlink(target, path);
}

// A link through another link can lead further than its words say.
async function checkLink(root: string, { path }: Link): Promise<void> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined && !isInside(root, real)) {
    await rm(path, { force: true });
    throw new DeploymentFailure(`The source bundle holds a link that leads out of it: ${path.slice(root.length + 1)}`);
  }
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root + sep);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
