import { readFileSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { PreviewError } from '../../errors';
import type { LoadedSettings, SettingsSource } from '../../ports/settings-source';
import { loadScript } from './load-script';

const baseName = 'preview-stacks.config';
const extensions = ['.ts', '.js', '.mjs', '.json'];

export interface SettingsFileOptions {
  /** Folder where the search begins, upwards. */
  readonly from: string;
  /** Path of the file, from `from`. @default searched for */
  readonly file?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The settings file of the working copy. */
export class SettingsFileSource implements SettingsSource {
  constructor(private readonly options: SettingsFileOptions) {}

  async load(): Promise<LoadedSettings & { readonly root: string }> {
    const { from, file, environment } = this.options;
    const found = file === undefined ? await searchUpwards(from) : resolve(from, file);
    if (!(await exists(found))) throw missing(`there is no settings file ${found}`);
    try {
      return { value: await read(found, environment), name: found, root: dirname(found) };
    } catch (cause) {
      const { place, message } = placeOfError(cause, found);
      throw new PreviewError('settings-unreadable', `${place}: ${message}`, {
        fault: 'user',
        hint: 'Fix that line; the file must export its settings as default.',
        cause,
      });
    }
  }
}

async function searchUpwards(from: string): Promise<string> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const extension of extensions) {
      const file = join(folder, `${baseName}${extension}`);
      if (await exists(file)) return file;
    }
    if (dirname(folder) === folder) throw missing(`there is no ${baseName}.ts in ${resolve(from)} or above`);
  }
}

async function read(file: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
  if (extname(file) === '.json') return JSON.parse(await readFile(file, 'utf8'));
  return loadScript(file, environment);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function missing(message: string): PreviewError {
  return new PreviewError('settings-missing', message, {
    fault: 'user',
    hint: 'Run `preview-stacks init`, which writes it, or name a file with --config.',
  });
}

/** Where in a settings file an error comes from, and what it says, in one line. */
function placeOfError(error: unknown, file: string): { readonly place: string; readonly message: string } {
  const { message = String(error), stack = '' } = error as { message?: string; stack?: string };
  const line = lineInText(`${stack}\n${message}`, file) ?? lineOfJson(message, file);
  const said = message.split('\n').find((text) => text.trim() !== '' && !text.startsWith(file)) ?? message;
  return { place: line === undefined ? file : `${file}:${line}`, message: said.trim().replace(` ${file}`, '') };
}

/** Stacks and compilers write `file:line:column`; Node's own reader writes `file:line`. */
function lineInText(text: string, file: string): string | undefined {
  const at = text.indexOf(`${file}:`);
  const [place, line, column] = /^(\d+)(?::(\d+))?/.exec(text.slice(at + file.length + 1)) ?? [];
  if (at < 0 || place === undefined) return undefined;
  // A column past the end of its line is in the compiled code, not in the file.
  const source = readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '';
  return Number(column ?? 0) > source.length + 1 ? undefined : place;
}

/** JSON.parse names a position, not a line. */
function lineOfJson(message: string, file: string): string | undefined {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return undefined;
  const before = readFileSync(file, 'utf8').slice(0, Number(position)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
