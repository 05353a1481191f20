import { access, readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { PreviewError } from '../../errors';
import type { LoadedSettings, SettingsSource } from '../../ports/settings-source';
import { loadScript } from './load-script';
import { placeOfError } from './place-of-error';

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

  /** The path of the file. @throws PreviewError `settings-missing` */
  async find(): Promise<string> {
    const { from, file } = this.options;
    const found = file === undefined ? await searchUpwards(from) : resolve(from, file);
    if (!(await exists(found))) throw missing(`there is no settings file ${found}`);
    return found;
  }

  async load(): Promise<LoadedSettings & { readonly root: string }> {
    const found = await this.find();
    try {
      return { value: await read(found, this.options.environment), name: found, root: dirname(found) };
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
