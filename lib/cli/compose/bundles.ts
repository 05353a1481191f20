import { lazily, typed } from '../../lazily';
import type { BundleFolders } from '../../ports/bundle-folders';
import type { Packer } from '../../ports/packer';
import type { Invocation, OptionsOf } from '../command';
import type { allowDirty } from '../flags';

/** What makes and keeps bundles on this computer. */
export interface BundleTools {
  readonly packer: Packer;
  readonly folders: BundleFolders;
  /** Removes temporary files. */
  close(): Promise<void>;
}

/** Each tool is loaded when it is first used. What the build prints goes to standard error. */
export function openBundleTools({ env, terminal }: Invocation, options: OptionsOf<typeof allowDirty>): BundleTools {
  const onBuildOutput = (text: string) => {
    if (text.trim() !== '') terminal.err(text.trimEnd());
  };
  let close = async () => {};
  return lazily<BundleTools>({
    packer: () => {
      const { ZipPacker } =
        require('../../machine/bundle/zip-packer') as typeof import('../../machine/bundle/zip-packer');
      const packer = new ZipPacker({ environment: env, onBuildOutput, ...options });
      close = () => packer.close();
      return packer;
    },
    folders: () =>
      new (typed<typeof import('../../machine/bundle/bundle-folders')>(
        require('../../machine/bundle/bundle-folders'),
      ).DiskBundleFolders)(),
    close: () => () => close(),
  });
}
