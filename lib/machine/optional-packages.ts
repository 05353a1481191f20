import { PreviewError } from '../errors';

interface OwnPackage {
  /** Exact: those that the tests run with. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

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
    const { devDependencies } = require('preview-stacks/package.json') as OwnPackage;
    const tested = (name: string) => (devDependencies[name] === undefined ? name : `${name}@${devDependencies[name]}`);
    const all = [...new Set([...names, missing])].map(tested);
    throw new PreviewError('package-missing', `${what} needs the package ${missing}, which is not installed`, {
      fault: 'user',
      hint: `Run \`npm install --save-dev ${all.join(' ')}\` where preview-stacks is installed.`,
      cause: error,
    });
  }
}

/** Node names it in the first line, perhaps with a part of it: `hono/ws`. A path is a file of a package that is there. */
function missingPackage(error: unknown): string | undefined {
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string };
  if (code !== 'MODULE_NOT_FOUND') return undefined;
  return /^Cannot find module '((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[\w./-]+)?'/.exec(message)?.[1];
}
