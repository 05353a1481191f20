import { compareKeys } from './compare-keys';
import { commonPrefix, type ListRequest } from './list-keys';
import type { Upload } from './uploads';

export interface UploadList {
  readonly uploads: readonly Upload[];
  readonly commonPrefixes: readonly string[];
  readonly isTruncated: boolean;
}

/**
 * A page of uploads. A key marker alone skips all uploads of its key, and all of the common prefix that it lies in; with the place of an
 * upload too, the listing goes on after that one.
 */
export function listUploads(
  all: readonly Upload[],
  request: ListRequest & { readonly afterOrder?: number },
): UploadList {
  const { prefix = '', delimiter, after, afterOrder, limit } = request;
  const uploads: Upload[] = [];
  const folders = new Set<string>();
  const passed = after === undefined ? undefined : commonPrefix(after, prefix, delimiter);
  for (const upload of all) {
    const { key } = upload;
    const folder = commonPrefix(key, prefix, delimiter);
    const isListed =
      key.startsWith(prefix) &&
      (after === undefined || isAfter(upload, after, afterOrder)) &&
      (folder === undefined || (folder !== passed && !folders.has(folder)));
    if (!isListed) {
      continue;
    }
    if (uploads.length + folders.size >= limit) {
      return { uploads, commonPrefixes: [...folders], isTruncated: true };
    }
    if (folder === undefined) {
      uploads.push(upload);
    } else {
      folders.add(folder);
    }
  }
  return { uploads, commonPrefixes: [...folders], isTruncated: false };
}

function isAfter({ key, order }: Upload, after: string, afterOrder: number | undefined): boolean {
  const difference = compareKeys(key, after);
  return difference > 0 || (difference === 0 && afterOrder !== undefined && order > afterOrder);
}
