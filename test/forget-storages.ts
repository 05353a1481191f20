import { AsyncLocalStorage } from 'node:async_hooks';

type Storage = AsyncLocalStorage<unknown>;

const key = Symbol.for('storages that were entered in this process');
const prototype: Storage & { [key]?: Set<Storage> } = AsyncLocalStorage.prototype;

/**
 * jest enters an AsyncLocalStorage of its own for each test file and never leaves it. Node 20 asks all of them whenever a promise is
 * made: by the hundredth file of a worker a promise costs thirty times as much. Switches off those of the files before this one.
 */
export function forgetStorages(): void {
  const entered = prototype[key] ?? remember();
  for (const storage of entered) storage.disable();
  entered.clear();
}

/** Once a process, which many test files share. */
function remember(): Set<Storage> {
  const entered = new Set<Storage>();
  const { run } = prototype;
  prototype.run = function (this: Storage, ...args: Parameters<typeof run>) {
    entered.add(this);
    return run.apply(this, args);
  } as typeof run;
  prototype[key] = entered;
  return entered;
}
