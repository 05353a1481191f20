import { join } from 'node:path';
import type { Journal } from '../../state/journal';
import { BucketStore } from './bucket-store';

/** Resolves once the buckets of an earlier run are back. */
export async function openObjectStore(options: {
  readonly journal: Journal;
  readonly folder: string;
}): Promise<BucketStore> {
  const store = new BucketStore(options.journal, join(options.folder, 's3'));
  await store.open();
  return store;
}
