/** Starts work whose result is awaited later, if at all: until then its failure is nobody's unhandled rejection. */
export function begin<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
