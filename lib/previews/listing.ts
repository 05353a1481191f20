import { PreviewError } from '../errors';

/** All of something, or as much of it as could be had: a part must never be taken for the whole. */
export type Listing<T> =
  | { readonly complete: true; readonly items: readonly T[] }
  | { readonly complete: false; readonly items: readonly T[]; readonly because: string; readonly error: unknown };

/** Reads to the end. Whatever is thrown on the way makes the listing incomplete, except the caller's own interruption. */
export async function collect<T>(source: AsyncIterable<T>, signal?: AbortSignal): Promise<Listing<T>> {
  const items: T[] = [];
  try {
    for await (const item of source) {
      signal?.throwIfAborted();
      items.push(item);
    }
    return { complete: true, items };
  } catch (error) {
    signal?.throwIfAborted();
    const because = error instanceof PreviewError || error instanceof Error ? error.message : String(error);
    return { complete: false, items, because, error };
  }
}

/** Reads to the end, or throws what kept it from that. */
export async function whole<T>(source: AsyncIterable<T>, signal?: AbortSignal): Promise<readonly T[]> {
  const listing = await collect(source, signal);
  if (listing.complete) return listing.items;
  throw listing.error;
}
