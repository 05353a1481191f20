import { randomUUID } from 'node:crypto';
import type { Journal } from '../state/journal';
import type { Certificate, Certificates } from './certificates';

const documentName = 'certificates';

export function openCertificates(options: { readonly journal: Journal; readonly accountId: string }): Certificates {
  const { journal, accountId } = options;
  const kept = journal.document<Record<string, Certificate>>(documentName, () => ({}));
  return {
    create({ region, ...fields }) {
      const arn = `arn:aws:acm:${region}:${accountId}:certificate/${randomUUID()}`;
      const certificate = { ...fields, arn, createdAt: journal.now() };
      kept[arn] = certificate;
      journal.changed(documentName);
      return certificate;
    },
    change(arn, tags) {
      const certificate = kept[arn];
      if (certificate) {
        kept[arn] = { ...certificate, tags };
        journal.changed(documentName);
      }
    },
    delete(arn) {
      delete kept[arn];
      journal.changed(documentName);
    },
    list: () => Object.values(kept),
  };
}
