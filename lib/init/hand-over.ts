import type { WorkingFolder } from '../ports/working-folder';
import type { FirstFile } from './first-files';
import type { RepositoryFacts } from './look/repository-facts';

/** What became of a file. */
export interface HandedOver {
  readonly path: string;
  /**
   * `written` new · `same`: it was there, letter by letter but for the ends of lines · `beside`: another one is there, and ours went beside it · `waiting`:
   * ours lies beside it since an earlier run · `outdated`: what lies beside it is another text than today's · `extended` by lines
   * at its end.
   */
  readonly result: 'written' | 'same' | 'beside' | 'waiting' | 'outdated' | 'extended';
  /** Where our text is. */
  readonly at: string;
}

/** Writes what is not there and never overwrites anything; with `dryRun` only says what it would do. */
export async function handOver(
  folder: WorkingFolder,
  files: readonly FirstFile[],
  dryRun: boolean,
): Promise<HandedOver[]> {
  const results: HandedOver[] = [];
  for (const { path, text } of files) {
    const there = await folder.read(path);
    if (isSame(there, text)) results.push({ path, result: 'same', at: path });
    else if (there === undefined && (await write(folder, path, text, dryRun))) {
      results.push({ path, result: 'written', at: path });
    } else results.push(await beside(folder, { path, text }, dryRun));
  }
  return results;
}

/** Adds to `.gitignore` what git does not ignore yet. */
export async function ignoreOwn(
  folder: WorkingFolder,
  { place, toIgnore }: RepositoryFacts,
  dryRun: boolean,
): Promise<HandedOver[]> {
  if (toIgnore.length === 0) return [];
  const path = place === '' ? '.gitignore' : `${place}/.gitignore`;
  const there = await folder.read(path);
  const start = there === undefined || there === '' || there.endsWith('\n') ? '' : '\n';
  if (!dryRun) await folder.append(path, start + toIgnore.map((name) => `${name}/\n`).join(''));
  return [{ path, result: there === undefined ? 'written' : 'extended', at: path }];
}

async function beside(folder: WorkingFolder, { path, text }: FirstFile, dryRun: boolean): Promise<HandedOver> {
  const at = `${path}.new`;
  const there = await folder.read(at);
  if (isSame(there, text)) return { path, result: 'waiting', at };
  const written = there === undefined && (await write(folder, at, text, dryRun));
  return { path, result: written ? 'beside' : 'outdated', at };
}

async function write(folder: WorkingFolder, path: string, text: string, dryRun: boolean): Promise<boolean> {
  if (!dryRun) return folder.writeIfAbsent(path, text);
  const parts = path.split('/');
  return !(await folder.list(parts.slice(0, -1).join('/'))).includes(parts.at(-1) ?? '');
}

/** Git for Windows checks files out with other ends of lines than they were written with. */
function isSame(there: string | undefined, text: string): boolean {
  return there?.replaceAll('\r\n', '\n') === text;
}
