import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BundleFile } from './content-hash';

/** Parts of a local time, so that the zip holds the same digits in every time zone; 1980 is the first year a zip can hold. */
const fixedTime = new Date(1980, 0, 1, 0, 0, 0);

/** Writes a zip whose bytes depend on nothing but the files and the version of zlib. */
export async function writeZip(files: readonly BundleFile[], path: string): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path));
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  zip.on('error', fail);
  for (const file of files) {
    const mode = file.mode === 0o120000 ? 0o120777 : file.mode;
    zip.addReadStreamLazy(file.name, { mtime: fixedTime, forceDosTimestamp: true, mode }, (give) =>
      // yazl hears of no failure of what it reads, and would wait for its end.
      give(null, Readable.from(file.read()).on('error', fail)),
    );
  }
  zip.end();
  await Promise.race([written, failed]);
}
