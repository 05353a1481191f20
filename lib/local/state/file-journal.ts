import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from './journal';

/** Long enough to gather a burst of changes in one write, short enough that a killed process loses next to nothing. */
const delayMs = 25;

interface Entry {
  readonly value: object;
  timer?: NodeJS.Timeout;
  writing?: Promise<void>;
  /** Why the last save failed; the next change, and `close`, saves again. */
  failure?: unknown;
}

/** Documents in files. `document` throws an error with the code `EFOLDERDAMAGED` for a file that is there and cannot be read. */
export class FileJournal implements Journal {
  private readonly folder: string;
  private readonly entries = new Map<string, Entry>();

  /** `now`: the clock. `onFailure` gets each error of a save at once. @default the machine's clock; nothing is called */
  constructor(
    folder: string,
    readonly now: () => number = Date.now,
    private readonly onFailure: (error: unknown) => void = () => undefined,
  ) {
    this.folder = join(folder, 'state');
    mkdirSync(this.folder, { recursive: true });
  }

  document<T extends object>(name: string, initial: () => T): T {
    const known = this.entries.get(name);
    if (known) {
      return known.value as T;
    }
    const value = this.read<T>(name) ?? initial();
    this.entries.set(name, { value });
    return value;
  }

  changed(name: string): void {
    const entry = this.entries.get(name);
    if (entry && !entry.timer) {
      entry.timer = setTimeout(() => this.save(name, entry), delayMs);
    }
  }

  async close(): Promise<void> {
    for (const [name, entry] of this.entries) {
      await entry.writing;
      if (entry.timer || entry.failure !== undefined) {
        clearTimeout(entry.timer);
        this.save(name, entry);
      }
    }
    const entries = [...this.entries.values()];
    await Promise.all(entries.map((entry) => entry.writing));
    const failed = entries.find((entry) => entry.failure !== undefined);
    if (failed) {
      throw failed.failure;
    }
  }

  private save(name: string, entry: Entry): void {
    entry.timer = undefined;
    // One after the other: two renames of the same file must not overtake each other.
    entry.writing = (entry.writing ?? Promise.resolve())
      .then(() => this.write(name, JSON.stringify(entry.value)))
      .then(() => {
        entry.failure = undefined;
      })
      .catch((error: unknown) => {
        entry.failure = error;
        this.onFailure(error);
      });
  }

  private async write(name: string, text: string): Promise<void> {
    const path = this.pathOf(name);
    // The text has secrets: only our user may read it.
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  private read<T extends object>(name: string): T | undefined {
    const path = this.pathOf(name);
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw damaged(path, error);
    }
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) {
        return value as T;
      }
    } catch (error) {
      throw damaged(path, error);
    }
    throw damaged(path, undefined);
  }

  private pathOf(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}

// A service that began without what it kept would write over it.
function damaged(path: string, cause: unknown): Error {
  const message = `The state file ${path} cannot be read.`;
  return Object.assign(new Error(message, { cause }), { code: 'EFOLDERDAMAGED' });
}
