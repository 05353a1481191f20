import { appendFile, rename, writeFile } from 'node:fs/promises';
import { readLines } from './read-lines';
import type { Version } from './version';
import type { VersionIndex } from './version-index';

type Line =
  | readonly ['+', string, number, 0 | 1, 0 | 1, number, string, number, object?, object?]
  | readonly ['-', string, number];

/**
 * What happened to a bucket's versions, a line each: a put costs the same whether the bucket holds ten versions or a million.
 * Lines that arrive while others are written go out together.
 */
export class VersionLog {
  private waiting: string[] = [];
  private writing: Promise<void> | undefined;
  private anew = false;

  constructor(private readonly path: string) {}

  /** Fills the index and returns the highest number that was ever used. Rewrites a log that is mostly history. */
  async read(index: VersionIndex): Promise<number> {
    let highest = 0;
    let lines = 0;
    for await (const { lines: texts, isEnded } of readLines(this.path)) {
      if (!isEnded) {
        // The next line must not be glued to half a line.
        await appendFile(this.path, '\n');
      }
      for (const text of texts) {
        const line = parse(text);
        if (line) {
          lines += 1;
          highest = Math.max(highest, line[2]);
          apply(index, line);
        }
      }
    }
    if (lines > 1000 && lines > 2 * index.size) {
      await this.rewrite(index);
    }
    return highest;
  }

  put(key: string, version: Version): void {
    const { seq, isNull, isMarker, size, etag, modified, headers, tags } = version;
    this.add(['+', key, seq, isNull ? 1 : 0, isMarker ? 1 : 0, size, etag, modified, headers, tags]);
  }

  remove(key: string, seq: number): void {
    this.add(['-', key, seq]);
  }

  /** Resolves once everything so far is with the operating system. */
  async flush(): Promise<void> {
    while (this.waiting.length > 0 || this.writing) {
      this.writing ??= this.write();
      await this.writing;
    }
  }

  /** Forgets everything but the highest number, when no version is left: ids must not come back. */
  clear(highest: number): void {
    this.waiting = [];
    this.anew = true;
    this.remove('', highest);
  }

  private add(line: Line): void {
    this.waiting.push(`${JSON.stringify(line)}\n`);
  }

  private async write(): Promise<void> {
    const text = this.waiting.join('');
    this.waiting = [];
    const write = this.anew ? writeFile : appendFile;
    this.anew = false;
    try {
      await write(this.path, text);
    } finally {
      this.writing = undefined;
    }
  }

  private async rewrite(index: VersionIndex): Promise<void> {
    await writeFile(`${this.path}.new`, '');
    const copy = new VersionLog(`${this.path}.new`);
    for (const [key, version] of index.all()) {
      copy.put(key, version);
    }
    await copy.flush();
    await rename(`${this.path}.new`, this.path);
  }
}

// A process that is killed may leave half a last line: that version was never confirmed to anyone.
function parse(text: string): Line | undefined {
  try {
    const line: unknown = text === '' ? undefined : JSON.parse(text);
    const isLine = Array.isArray(line) && typeof line[1] === 'string' && typeof line[2] === 'number';
    return isLine ? (line as unknown as Line) : undefined;
  } catch {
    return undefined;
  }
}

function apply(index: VersionIndex, line: Line): void {
  if (line[0] === '-') {
    index.remove(line[1], line[2]);
    return;
  }
  const [, key, seq, isNull, isMarker, size, etag, modified, headers, tags] = line;
  index.put(key, {
    ...{ seq, isNull: isNull === 1, isMarker: isMarker === 1, size, etag, modified },
    ...(headers ? { headers: headers as Record<string, string> } : {}),
    ...(tags ? { tags: tags as Record<string, string> } : {}),
  });
}
