import type { BundleFolders } from '../../ports/bundle-folders';
import type { Packer } from '../../ports/packer';
import type { Invocation } from '../command';

/** What makes and keeps bundles on this computer. */
export interface BundleTools {
  readonly packer: Packer;
  readonly folders: BundleFolders;
  /** Removes temporary files. */
  close(): Promise<void>;
}

/** Tools that are loaded now; what the build prints goes to standard error. */
export function openBundleTools({ env, terminal }: Invocation): BundleTools {
  const { ZipPacker } = require('../../machine/bundle/zip-packer') as typeof import('../../machine/bundle/zip-packer');
  const { DiskBundleFolders } =
    require('../../machine/bundle/bundle-folders') as typeof import('../../machine/bundle/bundle-folders');
  const packer = new ZipPacker({
    environment: env,
    onBuildOutput: (text) => {
      if (text.trim() !== '') terminal.err(text.trimEnd());
    },
  });
  return { packer, folders: new DiskBundleFolders(), close: () => packer.close() };
}
