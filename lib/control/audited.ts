import { randomUUID } from 'node:crypto';
import { PreviewError, survivable } from '../errors';
import type { Audit, AuditEnd, AuditedAct, AuditLine } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Progress } from '../progress';

/** What keeping an act asks of the world. */
export interface AuditedPorts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** How an act ended, as its line says it. */
export interface AuditedOutcome {
  readonly ended: AuditEnd;
  /** For people. @default it was done */
  readonly because?: string;
  /** Code of the error. @default none */
  readonly code?: string;
}

/**
 * Does something that someone asked for, and keeps who asked and how it ended. What cannot be written down is not done; once it is done, an end
 * that cannot be written down is a warning, and changes nothing.
 *
 * @throws PreviewError `audit-unwritable` before anything is tried; what `work` throws
 */
export async function audited<T extends AuditedOutcome>(
  { audit, clock, progress }: AuditedPorts,
  bucket: string,
  act: AuditedAct,
  work: () => Promise<T>,
): Promise<T> {
  const line: AuditLine = { ...act, id: randomUUID() };
  await audit.append(bucket, line).catch((error: unknown) => {
    throw unwritable(act, survivable(error));
  });
  const end = async ({ ended, because, code }: AuditedOutcome) => {
    const at = clock.now().toISOString();
    const said = { ...(because !== undefined && { because }), ...(code !== undefined && { code }) };
    try {
      await audit.append(bucket, { ...line, end: { how: ended, at, ...said } });
    } catch (error) {
      // Not thrown on, whatever it is: it would hide how the work ended.
      const why = error instanceof Error ? error.message : String(error);
      progress.emit({ kind: 'warned', message: `The audit does not say how "${act.asked}" ended: ${why}` });
    }
  };
  let outcome: T;
  try {
    outcome = await work();
  } catch (error) {
    await end(outcomeOf(error));
    throw error;
  }
  await end(outcome);
  return outcome;
}

function unwritable({ asked }: AuditedAct, error: PreviewError): PreviewError {
  return new PreviewError(
    'audit-unwritable',
    `Nothing was done: that "${asked}" was asked for could not be written down: ${error.message}`,
    {
      fault: error.fault === 'us' ? 'us' : 'world',
      cause: error,
      ...(error.hint !== undefined && { hint: error.hint }),
    },
  );
}

/** What was thrown before anything was tried was refused. A defect of ours may have any words: they stay in the log of the run. */
function outcomeOf(error: unknown): AuditedOutcome {
  if (!(error instanceof PreviewError)) return { ended: 'failed', because: 'a defect of preview-stacks' };
  const { code, fault, message } = error;
  const ended = code === 'interrupted' ? 'interrupted' : fault === 'user' ? 'refused' : 'failed';
  return { ended, because: message, code };
}
