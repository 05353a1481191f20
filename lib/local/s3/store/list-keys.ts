import { compareKeys } from './compare-keys';
import type { Version } from './version';
import type { VersionIndex } from './version-index';

export interface ListRequest {
  /** @default '' */
  readonly prefix?: string;
  /** @default none */
  readonly delimiter?: string;
  /** Only keys after this one. @default from the first */
  readonly after?: string;
  /** How many keys and common prefixes together. */
  readonly limit: number;
}

export interface KeyList {
  readonly objects: readonly { readonly key: string; readonly version: Version }[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or common prefix of this page. */
  readonly last?: string;
}

/** Above every key that begins as it does. */
export const afterAll = '\u{10FFFF}';

/** A page of the objects that a GET would find. */
export function listKeys(index: VersionIndex, request: ListRequest): KeyList {
  const { prefix = '', delimiter, after, limit } = request;
  const objects: { key: string; version: Version }[] = [];
  const commonPrefixes: string[] = [];
  let last: string | undefined;
  let start = startOf(prefix, after, delimiter);
  for (;;) {
    let next: string | undefined;
    for (const key of index.keysFrom(start)) {
      if (!key.startsWith(prefix)) {
        return { objects, commonPrefixes, isTruncated: false, last };
      }
      const version = index.newest(key);
      if (key === after || !version || version.isMarker) {
        continue;
      }
      const folder = commonPrefix(key, prefix, delimiter);
      if (limit === 0 || objects.length + commonPrefixes.length >= limit) {
        return { objects, commonPrefixes, isTruncated: limit > 0, last };
      }
      if (folder !== undefined) {
        commonPrefixes.push(folder);
        last = folder;
        next = folder + afterAll;
        break;
      }
      objects.push({ key, version });
      last = key;
    }
    if (next === undefined) {
      return { objects, commonPrefixes, isTruncated: false, last };
    }
    start = next;
  }
}

/** Where a page begins. A marker that is a common prefix stands for all keys below it. */
export function startOf(prefix: string, after: string | undefined, delimiter: string | undefined): string {
  if (after === undefined || compareKeys(after, prefix) < 0) {
    return prefix;
  }
  return commonPrefix(after, prefix, delimiter) === after ? after + afterAll : after;
}

/** The part of the key up to the first delimiter after the prefix; undefined when it has none. */
export function commonPrefix(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (!delimiter || !key.startsWith(prefix)) {
    return undefined;
  }
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
