/** Starts a promise that is awaited later; avoids an `unhandledRejection` until then. */
export function startEarly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
