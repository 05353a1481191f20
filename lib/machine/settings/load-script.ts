import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { cacheFolder } from '../compiled-code';

const ourDoor = 'preview-stacks';

/** The default export of a settings file. TypeScript goes through jiti, which keeps what it compiled; plain JavaScript does without. */
export async function loadScript(file: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  return plainScript(file) ?? jitiFor(file, environment).import(file, { default: true });
}

/** The same for code that takes the CDK, which it finds where it is not installed beside the file, too. */
export function loadExtensionScript(file: string, environment: NodeJS.ProcessEnv): unknown {
  // Not its import(): that would load the CDK as ES modules, a second time and slowly.
  return plainScript(file) ?? defaultOf((jitiFor(file, environment, cdkOf(file)) as (id: string) => unknown)(file));
}

function plainScript(file: string): unknown {
  if (extname(file) === '.ts') return undefined;
  try {
    return defaultOf(createRequire(__filename)(file));
  } catch (error) {
    // The file may stand where our package is not installed: jiti knows where we are. And of a module that does not parse, Node
    // does not say the line: jiti does.
    if (isOursMissing(error) || (error as Error).name === 'SyntaxError') return undefined;
    throw error;
  }
}

function jitiFor(file: string, environment: NodeJS.ProcessEnv, alias: Readonly<Record<string, string>> = {}) {
  // Not import(): loading it as an ES module takes 40 ms longer.
  const { createJiti } = require('jiti') as typeof import('jiti');
  const extension = extname(__filename);
  return createJiti(file, {
    fsCache: join(cacheFolder(environment), 'settings'),
    interopDefault: true,
    // Compiled or not, we are our own doors: from dist they are .js, from the sources .ts.
    alias: {
      ...alias,
      [`${ourDoor}/settings`]: join(__dirname, `../../settings/index${extension}`),
      [ourDoor]: join(__dirname, `../../index${extension}`),
    },
  });
}

const cdk = ['aws-cdk-lib', 'constructs'] as const;

/** The folders of our copies of the CDK, for a file that has none beside it. */
function cdkOf(file: string): Readonly<Record<string, string>> {
  const missing = cdk.filter((name) => copyOf(name, file) === undefined);
  return Object.fromEntries(
    missing.flatMap((name) => {
      const ours = copyOf(name, __filename);
      return ours === undefined ? [] : [[name, dirname(ours)]];
    }),
  );
}

/** The package.json of the package that a file would take. */
export function copyOf(name: (typeof cdk)[number], file: string): string | undefined {
  try {
    return createRequire(file).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function defaultOf(module: unknown): unknown {
  const hasDefault = typeof module === 'object' && module !== null && 'default' in module;
  return hasDefault ? module.default : module;
}

function isOursMissing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return missing && typeof message === 'string' && [ourDoor, ...cdk].some((name) => message.includes(name));
}
