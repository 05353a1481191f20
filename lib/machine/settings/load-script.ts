import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { cacheFolder } from '../compiled-code';

const ourDoor = 'preview-stacks/settings';

/** The default export of a script. TypeScript goes through jiti, which keeps what it compiled; plain JavaScript does without. */
export async function loadScript(file: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  if (extname(file) !== '.ts') {
    try {
      return defaultOf(createRequire(__filename)(file));
    } catch (error) {
      // The file may stand where our package is not installed: jiti knows where we are. And of a module that does not parse, Node
      // does not say the line: jiti does.
      if (!isOurDoorMissing(error) && (error as Error).name !== 'SyntaxError') throw error;
    }
  }
  // Not import(): loading it as an ES module takes 40 ms longer.
  const { createJiti } = require('jiti') as typeof import('jiti');
  const jiti = createJiti(file, {
    fsCache: join(cacheFolder(environment), 'settings'),
    interopDefault: true,
    // Compiled or not, we are our own settings door: from dist it is a .js, from the sources a .ts.
    alias: { [ourDoor]: join(__dirname, `../../settings/index${extname(__filename)}`) },
  });
  return jiti.import(file, { default: true });
}

function defaultOf(module: unknown): unknown {
  const hasDefault = typeof module === 'object' && module !== null && 'default' in module;
  return hasDefault ? module.default : module;
}

function isOurDoorMissing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  return missing && typeof message === 'string' && message.includes(ourDoor.split('/')[0] ?? ourDoor);
}
