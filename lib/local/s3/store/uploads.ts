import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareKeys } from './compare-keys';
import type { NewObject, Version } from './version';

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
  /** Counts up: of two uploads to a key the older one comes first. */
  readonly order: number;
  readonly object: Pick<NewObject, 'headers' | 'tags'>;
  readonly parts: Map<number, Part>;
  /** The key was written or deleted since; forgotten at a restart. */
  isDisturbed: boolean;
}

/** A completion that is under way or done. */
interface Completion {
  /** A digest of the key and the parts that were asked for. */
  readonly asked: string;
  readonly version: Promise<Version>;
}

/** How many ended uploads are remembered, a few hundred bytes each. */
const mostEnded = 10_000;

/** Multipart uploads under way: a folder each, with a file for each part. */
export class Uploads {
  private readonly byId = new Map<string, Upload>();
  private readonly ended = new Map<string, Pick<Upload, 'key' | 'order'>>();
  private readonly completions = new Map<string, Completion>();
  private lastOrder = 0;

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  async open(): Promise<void> {
    const found: Omit<Upload, 'order' | 'isDisturbed'>[] = [];
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
      found.push({ ...about, id, parts });
    }
    for (const upload of found.sort((a, b) => a.initiated - b.initiated)) {
      this.byId.set(upload.id, { ...upload, order: this.nextOrder(), isDisturbed: false });
    }
  }

  get(id: string): Upload | undefined {
    return this.byId.get(id);
  }

  /** By key, then by age. */
  list(): readonly Upload[] {
    return [...this.byId.values()].sort((a, b) => compareKeys(a.key, b.key) || a.order - b.order);
  }

  /** Where an upload stands in the list, or stood while it was there: a listing goes on while what it listed is aborted. */
  placeOf(id: string): Pick<Upload, 'key' | 'order'> | undefined {
    return this.byId.get(id) ?? this.ended.get(id);
  }

  /**
   * Completes an upload once: a client that lost the answer, or grew tired of waiting for it, asks again for the same and gets the same.
   * `complete` runs unless that has happened.
   */
  completeOnce(id: string, asked: string, complete: () => Promise<Version>): Promise<Version> {
    const former = this.completions.get(id);
    if (former) {
      return former.asked === asked ? former.version : complete();
    }
    const version = complete();
    this.completions.set(id, { asked, version });
    version.catch(() => this.completions.delete(id));
    forgetOldest(this.completions);
    return version;
  }

  async create(key: string, object: Upload['object']): Promise<Upload> {
    const upload: Upload = {
      id: randomBytes(32).toString('hex'),
      key,
      initiated: this.now(),
      order: this.nextOrder(),
      object,
      parts: new Map(),
      isDisturbed: false,
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

  /** Its key got another newest version, or none. */
  disturb(key: string): void {
    for (const upload of this.byId.values()) {
      upload.isDisturbed ||= upload.key === key;
    }
  }

  async remove(upload: Upload): Promise<void> {
    this.byId.delete(upload.id);
    this.ended.set(upload.id, { key: upload.key, order: upload.order });
    forgetOldest(this.ended);
    await rm(join(this.folder, upload.id), { recursive: true, force: true });
  }

  private nextOrder(): number {
    this.lastOrder += 1;
    return this.lastOrder;
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > mostEnded && oldest !== undefined) {
    map.delete(oldest);
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
