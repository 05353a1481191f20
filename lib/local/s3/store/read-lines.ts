import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const newline = 10;

/** The lines of a file, which need not exist; the last one is marked when nothing ends it. A file of any size is read piece by piece. */
export async function* readLines(
  path: string,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly isEnded: boolean }> {
  const file = await open(path).catch(() => undefined);
  if (!file) {
    return;
  }
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream('', { fd: file, highWaterMark: 1024 ** 2 })) {
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(newline);
    rest = bytes.subarray(end + 1);
    if (end >= 0) {
      yield { lines: bytes.toString('utf8', 0, end).split('\n'), isEnded: true };
    }
  }
  if (rest.length > 0) {
    yield { lines: [rest.toString()], isEnded: false };
  }
}
