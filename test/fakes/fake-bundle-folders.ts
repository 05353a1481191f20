import { PreviewError } from '../../lib/errors';
import type { BundleFolders, BundleList } from '../../lib/ports/bundle-folders';

/** Folders in memory; a folder without a list is one with `undefined`. */
export class FakeBundleFolders implements BundleFolders {
  readonly folders = new Map<string, BundleList | undefined>();

  async write(folder: string, list: BundleList): Promise<BundleList> {
    const services = Object.entries(list.services).map(
      ([name, bundle]) => [name, { ...bundle, file: `${folder}/${name}.zip` }] as const,
    );
    const placed = { ...list, services: Object.fromEntries(services) };
    this.folders.set(folder, placed);
    return placed;
  }

  async read(folder: string): Promise<BundleList | undefined> {
    const list = this.folders.get(folder);
    if (list !== undefined || !this.folders.has(folder)) return list;
    throw new PreviewError('bundle-list-unreadable', `there is no list of bundles in ${folder}`, { fault: 'user' });
  }
}
