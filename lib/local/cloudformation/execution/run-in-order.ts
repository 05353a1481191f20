/** A piece of work and the keys of those that must have succeeded before it. */
export interface OrderedWork {
  readonly key: string;
  readonly needs: readonly string[];
  /** True when it succeeded. */
  run(): Promise<boolean>;
}

/**
 * Runs everything as early as its needs allow, side by side. What needs something that failed is never run; with `stopAtFailure`
 * nothing more is started after the first failure. Resolves once nothing runs any more.
 */
export function runInOrder(works: readonly OrderedWork[], options: { readonly stopAtFailure: boolean }): Promise<void> {
  const keys = new Set(works.map(({ key }) => key));
  const done = new Set<string>();
  const waiting = new Set(works);
  let running = 0;
  let stopped = false;
  return new Promise((resolve, reject) => {
    const startReady = (): void => {
      for (const work of stopped ? [] : [...waiting]) {
        if (work.needs.every((need) => need === work.key || !keys.has(need) || done.has(need))) {
          waiting.delete(work);
          running += 1;
          work.run().then((success) => finished(work.key, success), reject);
        }
      }
      if (running === 0) {
        resolve();
      }
    };
    const finished = (key: string, success: boolean): void => {
      running -= 1;
      if (success) {
        done.add(key);
      } else if (options.stopAtFailure) {
        stopped = true;
      }
      startReady();
    };
    startReady();
  });
}
