import { compareKeys } from './compare-keys';

const chunkSize = 1024;

/** A sorted set of keys in chunks: a million keys cost a few microseconds for each insertion and removal. */
export class SortedKeys {
  /** Never an empty chunk. */
  private readonly chunks: string[][] = [];

  add(key: string): void {
    const index = this.chunkOf(key);
    const chunk = this.chunks[index];
    if (!chunk) {
      this.chunks.push([key]);
      return;
    }
    const at = lowerBound(chunk, key);
    if (chunk[at] === key) {
      return;
    }
    chunk.splice(at, 0, key);
    if (chunk.length > chunkSize) {
      this.chunks.splice(index + 1, 0, chunk.splice(chunkSize / 2));
    }
  }

  delete(key: string): void {
    const index = this.chunkOf(key);
    const chunk = this.chunks[index];
    const at = chunk ? lowerBound(chunk, key) : 0;
    if (chunk?.[at] !== key) {
      return;
    }
    chunk.splice(at, 1);
    if (chunk.length === 0) {
      this.chunks.splice(index, 1);
    }
  }

  /** Keys from `start` on, itself included. The set must not change while it is read. */
  *from(start: string): Generator<string> {
    const first = this.chunkOf(start);
    for (let index = first; index < this.chunks.length; index += 1) {
      const chunk = this.chunks[index] ?? [];
      for (let at = index === first ? lowerBound(chunk, start) : 0; at < chunk.length; at += 1) {
        yield chunk[at] ?? '';
      }
    }
  }

  /** The chunk that holds the key or would. */
  private chunkOf(key: string): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (compareKeys(this.chunks[middle]?.[0] ?? '', key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keys[middle] ?? '', key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
