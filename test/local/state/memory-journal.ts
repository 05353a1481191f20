import type { Journal } from '../../../lib/local/state/journal';

/** A journal that forgets with the process; give the same one to a second store to see what it finds again. */
export function memoryJournal(now = Date.now): Journal {
  const documents = new Map<string, object>();
  return {
    document<T extends object>(name: string, initial: () => T): T {
      const document = documents.get(name) ?? initial();
      documents.set(name, document);
      return document as T;
    },
    changed: () => undefined,
    now,
    close: async () => undefined,
  };
}
