import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PreviewError } from '../../errors';
import type { Extensions, RunExtension } from '../../ports/extensions';
import { copyOf, loadExtensionScript } from './load-script';
import { placeOfError } from './place-of-error';

export interface ExtensionFileOptions {
  /** Folder of the settings file. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Extensions that lie in the working copy, beside the settings. */
export class ExtensionFile implements Extensions {
  constructor(private readonly options: ExtensionFileOptions) {}

  async load(path: string): Promise<RunExtension> {
    const { root, environment } = this.options;
    const file = resolve(root, path);
    if (!existsSync(file)) {
      throw new PreviewError('extension-missing', `there is no ${file}`, {
        fault: 'user',
        hint: 'Write it, or correct the path in `extend` of the settings: it starts at the folder of the settings file.',
      });
    }
    refuseSecondCopy(file);
    const run = read(file, environment);
    if (typeof run !== 'function') {
      throw new PreviewError('extension-unreadable', `${file} exports no function as default`, {
        fault: 'user',
        hint: 'End it with `export default defineExtension(({ stack }) => { … })`.',
      });
    }
    return (scope) => runIn(file, run as (scope: object) => unknown, scope);
  }
}

function read(file: string, environment: NodeJS.ProcessEnv): unknown {
  try {
    return loadExtensionScript(file, environment);
  } catch (cause) {
    const { place, message } = placeOfError(cause, file);
    throw new PreviewError('extension-unreadable', `${place}: ${message}`, {
      fault: 'user',
      hint: 'Fix that line; what the file imports must be installed.',
      cause,
    });
  }
}

function runIn(file: string, run: (scope: object) => unknown, scope: object): void {
  let result: unknown;
  try {
    result = run(scope);
  } catch (cause) {
    const { place, message } = placeOfError(cause, file);
    const ours = cause instanceof PreviewError ? cause : undefined;
    throw new PreviewError(ours?.code ?? 'extension-failed', `${place}: ${message}`, {
      fault: 'user',
      hint: ours?.hint ?? 'Fix that line.',
      cause,
      ...(ours && { faults: ours.faults }),
    });
  }
  if (!isPromise(result)) return;
  // Nothing waits for it, so that its failure must not end the program.
  result.then(undefined, () => undefined);
  throw new PreviewError('extension-failed', `${file}: its function returns a promise, and the CDK waits for none`, {
    fault: 'user',
    hint: 'Take `async` away; what has to be asked first belongs into a step of CI before the deploy.',
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}

/** Constructs of one copy of the CDK do not fit into a stack of another. */
function refuseSecondCopy(file: string): void {
  for (const name of ['aws-cdk-lib', 'constructs'] as const) {
    const [ours, theirs] = [copyOf(name, __filename), copyOf(name, file)];
    if (ours === undefined || theirs === undefined || realpathSync(ours) === realpathSync(theirs)) continue;
    throw new PreviewError(
      'cdk-twice',
      `${name} is there twice: ${file} takes ${described(theirs)}, preview-stacks takes ${described(ours)}`,
      {
        fault: 'user',
        hint: `Install one copy for both: \`npm ls ${name}\` shows them, and \`npm dedupe\` may be enough.`,
      },
    );
  }
}

function described(packageFile: string): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version?: string };
  return `${version} of ${dirname(packageFile)}`;
}
