import { PreviewError } from '../errors';

/**
 * What packages give that one command alone loads, and that are installed by who uses it.
 *
 * @param what the command, as people write it: `bot`
 * @throws PreviewError `package-missing`
 */
export function optionalPackages<Loaded>(what: string, names: readonly string[], load: () => Loaded): Loaded {
  try {
    return load();
  } catch (error) {
    const missing = missingPackage(error);
    if (missing === undefined) throw error;
    const all = [...new Set([...names, missing])];
    throw new PreviewError('package-missing', `${what} needs the package ${missing}, which is not installed`, {
      fault: 'user',
      hint: `Run \`npm install --save-dev ${all.join(' ')}\` where preview-stacks is installed.`,
      cause: error,
    });
  }
}

/** Node names it in the first line; a path is a file of a package that is there. */
function missingPackage(error: unknown): string | undefined {
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string };
  if (code !== 'MODULE_NOT_FOUND') return undefined;
  return /^Cannot find module '((?:@[\w.-]+\/)?[\w-][\w.-]*)'/.exec(message)?.[1];
}
