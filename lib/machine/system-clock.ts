import type { Clock } from '../ports/clock';

/** The computer's own clock. */
export class SystemClock implements Clock {
  /** @param waited whether a sleep keeps the process until it ends; a drawing that is repeated must not. @default true */
  constructor(private readonly waited = true) {}

  now(): Date {
    return new Date();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      if (!this.waited) timer.unref();
      signal?.addEventListener('abort', stop, { once: true });
    });
  }
}
