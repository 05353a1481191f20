import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewObject } from './version';

export interface Part {
  readonly number: number;
  readonly size: number;
  /** Without quotation marks. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly initiated: number;
  readonly object: Pick<NewObject, 'headers' | 'tags'>;
  readonly parts: Map<number, Part>;
}

/** Multipart uploads under way: a folder each, with a file for each part. */
export class Uploads {
  private readonly byId = new Map<string, Upload>();

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  async open(): Promise<void> {
    for (const id of await readdir(this.folder).catch(() => [])) {
      const text = await readFile(join(this.folder, id, 'upload.json'), 'utf8').catch(() => undefined);
      const about = text === undefined ? undefined : parse(text);
      if (about === undefined) {
        continue;
      }
      const parts = new Map<number, Part>();
      for (const name of await readdir(join(this.folder, id))) {
        if (name.startsWith('part-')) {
          const [, number, size, etag, modified] = name.split('-');
          const part = { number: Number(number), size: Number(size), etag: etag ?? '', modified: Number(modified) };
          parts.set(part.number, part);
        }
      }
      this.byId.set(id, { ...about, id, parts });
    }
  }

  get(id: string): Upload | undefined {
    return this.byId.get(id);
  }

  /** By key, then by age. */
  list(): readonly Upload[] {
    return [...this.byId.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.initiated - b.initiated));
  }

  async create(key: string, object: Upload['object']): Promise<Upload> {
    const upload: Upload = {
      id: randomBytes(32).toString('hex'),
      key,
      initiated: this.now(),
      object,
      parts: new Map(),
    };
    await mkdir(join(this.folder, upload.id), { recursive: true });
    const about = JSON.stringify({ key, initiated: upload.initiated, object });
    await writeFile(join(this.folder, upload.id, 'upload.json'), about);
    this.byId.set(upload.id, upload);
    return upload;
  }

  /** Takes over the file at `path` as a part; an earlier part with this number is gone. */
  async addPart(upload: Upload, path: string, part: Part): Promise<void> {
    const former = upload.parts.get(part.number);
    await rename(path, this.partPath(upload, part));
    upload.parts.set(part.number, part);
    if (former && this.partPath(upload, former) !== this.partPath(upload, part)) {
      await rm(this.partPath(upload, former), { force: true });
    }
  }

  // All that there is to know of a part is its name: nothing to keep in step with the file.
  partPath(upload: Upload, { number, size, etag, modified }: Part): string {
    return join(this.folder, upload.id, `part-${number}-${size}-${etag}-${modified}`);
  }

  async remove(upload: Upload): Promise<void> {
    this.byId.delete(upload.id);
    await rm(join(this.folder, upload.id), { recursive: true, force: true });
  }
}

// A process that is killed may leave half a file: that upload's id was never given to anyone.
function parse(text: string): Pick<Upload, 'key' | 'initiated' | 'object'> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
