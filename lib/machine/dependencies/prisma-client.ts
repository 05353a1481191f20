import { createReadStream } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleFile } from '../bundle/content-hash';
import type { PlacedPackage } from './place-packages';

/**
 * `prisma generate` writes the client beside `@prisma/client` of the working copy, where no install brings it (Prisma up to 6, the generator
 * `prisma-client-js`: https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/generating-prisma-client, 2026-11).
 */
export async function generatedClient(packages: readonly PlacedPackage[], folder: string): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
  for (const { path, name } of packages) {
    if (name !== '@prisma/client') continue;
    const generated = await clientSeenFrom(folder);
    if (generated === undefined) continue;
    const place = path.replace(/@prisma\/client$/, '.prisma/client');
    for (const entry of await readdir(generated, { withFileTypes: true })) {
      const from = join(generated, entry.name);
      if (entry.isFile())
        files.push({ name: `${place}/${entry.name}`, mode: 0o100644, read: () => createReadStream(from) });
    }
  }
  return files;
}

async function clientSeenFrom(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const real = await realpath(join(at, 'node_modules', '@prisma', 'client')).catch(() => undefined);
    const generated = real && (await realpath(join(real, '..', '..', '.prisma', 'client')).catch(() => undefined));
    if (generated) return generated;
    if (dirname(at) === at) return undefined;
  }
}
