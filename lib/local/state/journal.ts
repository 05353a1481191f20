/**
 * State that survives a restart: each service keeps its own named documents. Kept in memory, written to `<folder>/state/<name>.json`
 * (write to a temp file, then rename) soon after a change, and flushed by `close`.
 */
export interface Journal {
  /** The document as it was when the process ended, or `initial`. Mutate it, then call `changed(name)`. */
  document<T extends object>(name: string, initial: () => T): T;
  changed(name: string): void;
  /** Milliseconds since 1970: the time by which the services date what they keep, and judge what is over. */
  now(): number;
  close(): Promise<void>;
}
