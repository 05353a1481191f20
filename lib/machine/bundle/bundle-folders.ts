import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PreviewError } from '../../errors';
import { serviceNameFault } from '../../naming/project-name';
import type { BundleFolders, BundleList, ListedBundle } from '../../ports/bundle-folders';

const listName = 'bundles.json';
const format = 1;

/** Bundles and their list in a folder of this computer. */
export class DiskBundleFolders implements BundleFolders {
  async write(folder: string, list: BundleList): Promise<BundleList> {
    try {
      return await place(folder, list);
    } catch (cause) {
      throw new PreviewError(
        'bundle-unreadable',
        `the bundles cannot be kept in ${folder}: ${(cause as Error).message}`,
        {
          fault: 'world',
          hint: 'Give a folder that can be written with --out, and check that the disk is not full.',
          cause,
        },
      );
    }
  }

  async read(folder: string): Promise<BundleList | undefined> {
    const stats = await stat(folder).catch(() => undefined);
    if (!stats?.isDirectory()) return undefined;
    const file = join(folder, listName);
    let value: unknown;
    try {
      value = JSON.parse(await readFile(file, 'utf8'));
    } catch (cause) {
      throw unreadable(file, (cause as Error).message, cause);
    }
    if (!isList(value)) throw unreadable(file, 'it is not what `preview-stacks bundle` writes');
    const services = value.bundles.map(
      ({ service, ...bundle }) => [service, { ...bundle, file: zipOf(folder, service) }] as const,
    );
    return { commit: value.commit, branch: value.branch, services: Object.fromEntries(services) };
  }
}

async function place(folder: string, { commit, branch, services }: BundleList): Promise<BundleList> {
  await mkdir(folder, { recursive: true });
  await rm(join(folder, listName), { force: true });
  const placed: Record<string, ListedBundle> = {};
  for (const [service, bundle] of Object.entries(services)) {
    const file = zipOf(folder, service);
    // A service whose ready bundle was made right here needs no copy, and cannot be copied onto itself.
    if (resolve(bundle.file) !== resolve(file)) await copyFile(bundle.file, file);
    placed[service] = { ...bundle, file };
  }
  const listed = Object.entries(services).map(([service, { hash, bytes, files }]) => ({
    ...{ service, hash, bytes, files },
  }));
  await writeFile(
    join(folder, listName),
    `${JSON.stringify({ format, commit, branch, bundles: listed }, undefined, 2)}\n`,
  );
  return { commit, branch, services: placed };
}

function zipOf(folder: string, service: string): string {
  return join(folder, `${service}.zip`);
}

interface WrittenList {
  readonly format: typeof format;
  readonly commit: string;
  readonly branch: string;
  readonly bundles: readonly (Omit<ListedBundle, 'file'> & { readonly service: string })[];
}

function isList(value: unknown): value is WrittenList {
  if (!isObject(value) || value.format !== format || !Array.isArray(value.bundles)) return false;
  return (
    /^[0-9a-f]{40,64}$/.test(String(value.commit)) && typeof value.branch === 'string' && value.bundles.every(isEntry)
  );
}

/** The name becomes part of a path: only what a service can be called is taken. */
function isEntry(one: unknown): boolean {
  return (
    isObject(one) &&
    serviceNameFault(String(one.service)) === undefined &&
    /^[0-9a-f]{64}$/.test(String(one.hash)) &&
    Number.isSafeInteger(one.bytes) &&
    Number.isSafeInteger(one.files)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(file: string, why: string, cause?: unknown): PreviewError {
  return new PreviewError('bundle-list-unreadable', `the list of bundles ${file} cannot be read: ${why}`, {
    fault: 'user',
    hint: 'Make the folder with `preview-stacks bundle --out <folder>`, or give the path of a zip.',
    cause,
  });
}
