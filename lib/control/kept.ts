import { PreviewError } from '../errors';
import type { AuditedAct } from '../ports/audit';
import { type AuditedPorts, audited } from './audited';
import type { DeedEnd } from './deeds';
import { endOf } from './do-asked';

/** Does what was asked for and keeps it in the audit. What cannot be written down is not done. */
export async function kept(
  ports: AuditedPorts,
  bucket: () => Promise<string>,
  act: AuditedAct,
  work: () => Promise<DeedEnd>,
): Promise<DeedEnd> {
  try {
    return await audited(ports, await bucket(), act, async () => {
      const ending = await work();
      return { ...ending, ...(ending.ended !== 'done' && { because: ending.text }) };
    });
  } catch (error) {
    if (!(error instanceof PreviewError) || error.fault === 'us') throw error;
    return { ...endOf(error), ended: 'failed' };
  }
}
