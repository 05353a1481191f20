import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readlink, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PreviewError } from '../../errors';
import type { PackedAsset } from '../../ports/packer';
import type { TemplateAsset } from '../../ports/synthesizer';
import { type BundleFile, contentHash } from './content-hash';
import { writeZip } from './write-zip';

/**
 * Makes the object of a file asset: the file as it is, or a zip of the folder.
 *
 * @param folder where a zip goes
 * @throws PreviewError `asset-changed` when it holds something else than the template was made of, `asset-unreadable`
 */
export async function packAsset(asset: TemplateAsset, folder: string): Promise<PackedAsset> {
  try {
    return asset.files === undefined ? await asItIs(asset) : await zipped(asset, folder);
  } catch (cause) {
    if (cause instanceof PreviewError) throw cause;
    throw new PreviewError('asset-unreadable', `${asset.name} cannot be packed: ${(cause as Error).message}`, {
      fault: 'world',
      hint: 'Check that its files can be read and that the disk is not full.',
      cause,
    });
  }
}

async function asItIs(asset: TemplateAsset): Promise<PackedAsset> {
  const { path } = asset;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  if (hash.digest('hex') !== asset.hash) throw changed(asset);
  return { file: path, bytes: (await stat(path)).size };
}

async function zipped(asset: TemplateAsset, folder: string): Promise<PackedAsset> {
  const files = (asset.files ?? []).map(({ name, mode }) => fileOf(asset.path, name, mode));
  const file = join(folder, `asset-${basename(asset.key)}`);
  await writeZip(files, file);
  // Afterwards: what changed while it was zipped is seen, too.
  if ((await contentHash(files)) !== asset.hash) throw changed(asset);
  return { file, bytes: (await stat(file)).size };
}

function fileOf(folder: string, name: string, mode: number): BundleFile {
  const path = join(folder, name);
  return { name, mode, read: () => (mode === 0o120000 ? linkTarget(path) : createReadStream(path)) };
}

async function* linkTarget(path: string): AsyncIterable<Buffer> {
  yield await readlink(path, 'buffer');
}

function changed({ name, path }: TemplateAsset): PreviewError {
  return new PreviewError('asset-changed', `${name} changed while it was packed: ${path}`, {
    fault: 'world',
    hint: 'Let what writes there end first, then deploy again.',
  });
}
