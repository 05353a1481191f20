import type { Journal } from '../state/journal';
import type { Documents, RunDocument } from './documents';

const documentName = 'run-documents';

export function openDocuments({ journal }: { readonly journal: Journal }): Documents {
  const kept = journal.document<Record<string, RunDocument>>(documentName, () => ({}));
  const find = (name: string) => (Object.hasOwn(kept, name) ? kept[name] : undefined);
  return {
    find,
    put(document) {
      const put = { ...document, version: (find(document.name)?.version ?? 0) + 1 };
      kept[document.name] = put;
      journal.changed(documentName);
      return put;
    },
    delete(name) {
      delete kept[name];
      journal.changed(documentName);
    },
  };
}
