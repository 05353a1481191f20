import type { Clock } from '../ports/clock';

/** The result of the work, or `late` when it takes longer; the work then goes on unwatched. */
export async function withDeadline<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  const done = new AbortController();
  const late = clock.sleep(milliseconds, done.signal).then(
    () => 'late' as const,
    () => 'late' as const,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
