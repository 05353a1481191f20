/** What was done to a bucket. */
export type EmptyingFact =
  | { readonly kind: 'emptying'; readonly deleted: number; readonly bytes?: number }
  | { readonly kind: 'emptied'; readonly deleted: number }
  | { readonly kind: 'gone' };

/** S3 buckets of previews. */
export interface Buckets {
  /**
   * Deletes every version, delete marker and unfinished upload, and confirms with a last list. Bounded passes. Throws PreviewError with the key and the
   * cause when an object cannot go; a bucket that does not exist is `gone`.
   */
  empty(bucket: string, signal?: AbortSignal): AsyncIterable<EmptyingFact>;
}
