import type { S3Client } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import { deleteVersions } from './delete-versions';
import { type ObjectVersion, objectVersions } from './object-versions';

/** More batches at once only bring SlowDown answers: S3 takes 3,500 deletions a second for a prefix. */
const batchesInFlight = 4;
/** Something that writes faster than this is not to be outrun. */
const maxPasses = 5;

export interface SweepOptions {
  readonly s3: S3Client;
  readonly bucket: string;
  /** @default the whole bucket */
  readonly prefix?: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/** How much is gone so far. */
export interface Swept {
  readonly deleted: number;
  readonly bytes: number;
}

/**
 * Deletes every version and marker, and goes on until a list from the start is empty. Holds a few pages in memory, however many there are.
 *
 * @throws PreviewError `bucket-not-emptied` when something goes on writing
 */
export async function* sweepVersions(options: SweepOptions): AsyncIterable<Swept> {
  const { s3, bucket, prefix } = options;
  let swept: Swept = { deleted: 0, bytes: 0 };
  for (let pass = 1; ; pass += 1) {
    const before = swept.deleted;
    for await (const page of inFlight(objectVersions(s3, bucket, prefix), options)) {
      const bytes = page.reduce((sum, version) => sum + version.bytes, swept.bytes);
      swept = { deleted: swept.deleted + page.length, bytes };
      yield swept;
    }
    if (swept.deleted === before) return;
    // The last pass only looks.
    if (pass > maxPasses) throw stillWritten(bucket);
  }
}

/** Deletes pages, a few at a time, and gives each out when it is gone. After a failure or an abort no new one is begun. */
async function* inFlight(
  pages: AsyncIterable<readonly ObjectVersion[]>,
  { s3, bucket, clock, signal }: SweepOptions,
): AsyncIterable<readonly ObjectVersion[]> {
  type Batch = { readonly page: readonly ObjectVersion[]; readonly done: Promise<Batch> };
  const running = new Set<Promise<Batch>>();
  const start = (page: readonly ObjectVersion[]) => {
    const done: Promise<Batch> = deleteVersions(s3, bucket, page, clock).then(() => ({ page, done }));
    running.add(done);
    // Its failure is met below; until then it must not count as unhandled.
    done.catch(() => undefined);
  };
  const next = async () => {
    const batch = await Promise.race(running);
    running.delete(batch.done);
    return batch.page;
  };
  try {
    for await (const page of pages) {
      signal?.throwIfAborted();
      if (page.length > 0) start(page);
      if (running.size >= batchesInFlight) yield await next();
    }
    while (running.size > 0) yield await next();
  } finally {
    await Promise.allSettled(running);
  }
}

function stillWritten(bucket: string): PreviewError {
  return new PreviewError('bucket-not-emptied', `bucket ${bucket} fills as fast as it is emptied`, {
    fault: 'world',
    hint: 'Stop what writes into it and repeat.',
  });
}
