import { PreviewError } from '../errors';
import type { AuditedAct } from '../ports/audit';
import { type AuditedPorts, audited } from './audited';
import type { DeedEnd } from './deeds';
import { endOf } from './do-asked';

/** Does what was asked for, which gets the bucket of the audit, and keeps it there. What cannot be written down is not done. */
export async function kept(
  ports: AuditedPorts,
  bucket: () => Promise<string>,
  act: AuditedAct,
  work: (bucket: string) => Promise<DeedEnd>,
): Promise<DeedEnd> {
  try {
    const found = await bucket();
    return await audited(ports, found, act, async () => {
      const ending = await work(found);
      return { ...ending, ...(ending.ended !== 'done' && { because: ending.text }) };
    });
  } catch (error) {
    if (!(error instanceof PreviewError) || error.fault === 'us') throw error;
    return { ...endOf(error), ended: 'failed' };
  }
}
