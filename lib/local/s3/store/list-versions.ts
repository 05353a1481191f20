import type { Bucket } from './bucket';
import { afterAll, commonPrefix, type ListRequest, startOf } from './list-keys';
import type { Version } from './version';

export interface ListedVersion {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

export interface VersionList {
  readonly versions: readonly ListedVersion[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
  readonly nextKey?: string;
  readonly nextVersionId?: string;
}

/**
 * A page of versions and delete markers, newest first within a key. The marker's version need not exist any more: ids are ordered,
 * so a listing goes on where it was while what it listed is being deleted.
 */
export function listVersions(bucket: Bucket, request: ListRequest & { readonly afterVersionId?: string }): VersionList {
  const { prefix = '', delimiter, after, afterVersionId, limit } = request;
  const versions: ListedVersion[] = [];
  const commonPrefixes: string[] = [];
  let last: { key: string; versionId?: string } | undefined;
  const page = (isTruncated: boolean): VersionList => ({
    ...{ versions, commonPrefixes, isTruncated },
    ...(isTruncated ? { nextKey: last?.key, nextVersionId: last?.versionId } : {}),
  });
  let start = startOf(prefix, after, delimiter);
  for (;;) {
    let next: string | undefined;
    for (const key of bucket.index.keysFrom(start)) {
      if (!key.startsWith(prefix)) {
        return page(false);
      }
      if (key === after && afterVersionId === undefined) {
        continue;
      }
      const folder = commonPrefix(key, prefix, delimiter);
      const found = folder === undefined ? remaining(bucket, key, key === after ? afterVersionId : undefined) : [];
      if (folder !== undefined) {
        if (versions.length + commonPrefixes.length >= limit) {
          return page(limit > 0);
        }
        commonPrefixes.push(folder);
        last = { key: folder };
        next = folder + afterAll;
        break;
      }
      for (const one of found) {
        if (versions.length + commonPrefixes.length >= limit) {
          return page(limit > 0);
        }
        versions.push(one);
        last = { key, versionId: bucket.idOf(one.version) };
      }
    }
    if (next === undefined) {
      return page(false);
    }
    start = next;
  }
}

function* remaining(bucket: Bucket, key: string, afterVersionId: string | undefined): Generator<ListedVersion> {
  const all = bucket.index.versions(key);
  const seq =
    afterVersionId === undefined ? undefined : (bucket.seqOf(afterVersionId) ?? bucket.find(key, afterVersionId)?.seq);
  for (let at = all.length - 1; at >= 0; at -= 1) {
    const version = all[at];
    if (version && (seq === undefined || version.seq < seq)) {
      yield { key, version, isLatest: at === all.length - 1 };
    }
  }
}
