import { PreviewError } from '../../../errors';
import { type BundleFile, byName } from '../content-hash';
import { accessHook, accessHookPaths } from './access-hook';
import { maskedLogsPath, maskedLogsProgramText } from './masked-logs-hook';

const hooks: ReadonlyMap<string, string> = new Map([
  ...accessHookPaths.map((path) => [path, accessHook] as const),
  [maskedLogsPath, maskedLogsProgramText],
]);

/** What every bundle has of ours, by its path. */
export const hookPaths: readonly string[] = [...hooks.keys()];

/** The files that a bundle gets besides its own. @throws PreviewError `access-hook-taken` when the app has a file of one of their names */
export function withHooks(files: readonly BundleFile[]): readonly BundleFile[] {
  const taken = files.find((file) => hooks.has(file.name));
  if (taken !== undefined) {
    throw new PreviewError('access-hook-taken', `the app has a file ${taken.name}, which every bundle gets from us`, {
      fault: 'user',
      hint: 'Rename or remove it: hooks of ours say who may look at a target (docs/access.md) and what is shown of its log (docs/security.md).',
    });
  }
  return [...files, ...[...hooks].map(hookAt)].sort(byName);
}

function hookAt([path, script]: readonly [string, string]): BundleFile {
  return {
    name: path,
    mode: 0o100755,
    async *read() {
      yield Buffer.from(script);
    },
  };
}
