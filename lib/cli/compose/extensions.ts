import { typed } from '../../lazily';
import type { Extensions } from '../../ports/extensions';

/** The extensions beside a settings file. What loads them is itself loaded with the first one. */
export function openExtensions(environment: NodeJS.ProcessEnv, root: string): Extensions {
  return {
    load: (path) => {
      const { ExtensionFile } = typed<typeof import('../../machine/settings/extension-file')>(
        require('../../machine/settings/extension-file'),
      );
      return new ExtensionFile({ root, environment }).load(path);
    },
  };
}
