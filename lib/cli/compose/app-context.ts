import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppContext } from '../../constructs/app-context';
import { PreviewError } from '../../errors';
import { SettingsFileSource } from '../../machine/settings/settings-file';
import type { RunExtension } from '../../ports/extensions';
import type { Terminal } from '../render/terminal';
import { madeUp, sampleContext } from '../sample-input';
import { openExtensions } from './extensions';
import { openSession } from './open-session';

const usualFile = '.preview-stacks/context.json';

export interface AppContextRequest {
  /** The file that `preview-stacks context` wrote. @default the usual one; without it, samples */
  readonly stacks?: string | undefined;
  /** The settings file that samples are made of. @default the nearest one */
  readonly config?: string | undefined;
  readonly terminal: Terminal;
}

/** The stacks of an app of the CDK CLI: of a file, or of the settings with sample values for what only an account knows. */
export async function appContext({ stacks, config, terminal }: AppContextRequest): Promise<AppContext> {
  const text = await readFile(stacks ?? usualFile, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (stacks === undefined && cause.code === 'ENOENT') return undefined;
    throw unreadable(stacks ?? usualFile, cause);
  });
  if (text !== undefined) return parsed(text, stacks ?? usualFile);
  const { signal } = new AbortController();
  const session = await openSession(
    { cwd: process.cwd(), env: process.env, terminal, signal },
    { ...(config && { config }) },
  );
  const branch = await session.checkout.branch().catch(() => undefined);
  terminal.err(`There is no ${usualFile}: sample values stand for ${madeUp}.`);
  terminal.err('  `npx preview-stacks context` writes it, with the values of your account. Deploy nothing before.');
  return sampleContext(session, branch ?? 'sample');
}

/** What extends the stacks of a context, by its path in the settings; it lies beside the settings file. */
export async function extensionsOf(
  { environments }: AppContext,
  { config }: Pick<AppContextRequest, 'config'>,
): Promise<ReadonlyMap<string, RunExtension>> {
  const paths = new Set(environments.flatMap(({ settings: { extend } }) => (extend === undefined ? [] : [extend])));
  if (paths.size === 0) return new Map();
  const options = { from: process.cwd(), environment: process.env, ...(config && { file: config }) };
  const extensions = openExtensions(process.env, dirname(await new SettingsFileSource(options).find()));
  return new Map(await Promise.all([...paths].map(async (path) => [path, await extensions.load(path)] as const)));
}

function parsed(text: string, file: string): AppContext {
  try {
    return JSON.parse(text) as AppContext;
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): PreviewError {
  return new PreviewError('context-unreadable', `${file} cannot be read`, {
    fault: 'user',
    hint: 'Write it with `npx preview-stacks context`, or name another file with `-c stacks=<file>`.',
    cause,
  });
}
