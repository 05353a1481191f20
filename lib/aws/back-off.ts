import type { Clock } from '../ports/clock';

/** Waits between looks: short at first, longer each time, never longer than `mostMs`. */
export function backOff(
  clock: Clock,
  { firstMs, mostMs }: { firstMs: number; mostMs: number },
): {
  wait(signal?: AbortSignal): Promise<void>;
} {
  let next = firstMs;
  return {
    async wait(signal) {
      await clock.sleep(next, signal);
      next = Math.min(next * 1.6, mostMs);
    },
  };
}
