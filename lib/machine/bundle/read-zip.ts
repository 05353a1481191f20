import type { Entry } from 'yauzl';
import { PreviewError } from '../../errors';
import { type BundleFile, normalMode } from './content-hash';

/**
 * Gives the files of a zip to `use`, which must read them before it ends.
 *
 * @throws PreviewError `bundle-not-a-zip` when the file is damaged or no zip
 */
export async function readZip<T>(path: string, use: (files: readonly BundleFile[]) => Promise<T>): Promise<T> {
  const { openPromise } = await import('yauzl');
  try {
    const zip = await openPromise(path, { autoClose: false });
    try {
      const files: BundleFile[] = [];
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName.endsWith('/')) continue;
        files.push({
          name: nameOf(entry),
          mode: modeOf(entry.versionMadeBy, entry.externalFileAttributes),
          read: () => contents(() => zip.openReadStreamPromise(entry)),
        });
      }
      refuseDuplicates(files);
      return await use(files);
    } finally {
      zip.close();
    }
  } catch (cause) {
    if (cause instanceof PreviewError) throw cause;
    throw new PreviewError('bundle-not-a-zip', `${path} is not a zip that can be read: ${(cause as Error).message}`, {
      fault: 'user',
      hint: 'Give a zip file that holds the app, without a folder around it.',
      cause,
    });
  }
}

/** yauzl makes slashes of backslashes; `unzip` on the instance does not. */
function nameOf({ fileName, fileNameRaw }: Entry): string {
  return fileNameRaw.includes(0x5c) ? fileNameRaw.toString('utf8') : fileName;
}

function modeOf(versionMadeBy: number, attributes: number): number {
  const madeOnUnix = versionMadeBy >> 8 === 3;
  return normalMode(madeOnUnix ? attributes >>> 16 : 0o100644);
}

async function* contents(open: () => Promise<AsyncIterable<Buffer>>): AsyncIterable<Buffer> {
  yield* await open();
}

function refuseDuplicates(files: readonly BundleFile[]): void {
  const names = new Set<string>();
  for (const { name } of files) {
    if (names.has(name)) {
      throw new PreviewError('bundle-not-a-zip', `the zip holds ${name} twice`, { fault: 'user' });
    }
    names.add(name);
  }
}
