import { PreviewError, survivable } from '../../errors';
import type { BackMark, KeptDeploy } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import { whoRuns } from '../../previews/record/who-runs';
import { updateRecord } from '../../previews/update-record';
import { recordLine } from '../../text/record-line';
import type { DeployPorts } from '../deploy-request';
import { withFailure } from '../records';

type LogPorts = Pick<DeployPorts, 'records' | 'checkout' | 'clock'>;

/** What a deploy or a rollback brings, as the record of its stack keeps it. */
export interface Logged {
  readonly commit: string;
  readonly bundles: Readonly<Record<string, string>>;
  /** First line of the commit's message. @default the one of the checkout, when that has this commit */
  readonly subject?: string | undefined;
  /** Set on a rollback. @default a deploy */
  readonly back?: BackMark;
}

/** The entry of this moment. What the checkout cannot answer is left out. */
export async function entryOf({ checkout, clock }: LogPorts, logged: Logged): Promise<KeptDeploy> {
  const { commit, bundles, back } = logged;
  const [by, here] = await Promise.all([whoRuns(checkout), checkout.commit().catch(() => undefined)]);
  const subject =
    recordLine(logged.subject) ??
    (here === commit ? recordLine(await checkout.subject().catch(() => undefined)) : undefined);
  return {
    ...{ at: clock.now().toISOString(), commit, bundles },
    ...(subject !== undefined && { subject }),
    ...(by !== undefined && { by }),
    ...(back && { back }),
  };
}

/** Work that is noted in the record when it fails, once its stack is being changed. The error stays what it is, also when the note fails. */
export function notingFailure(
  ports: LogPorts,
  logged: Logged,
  { at, signal }: { readonly at: () => RecordLocation | undefined; readonly signal: AbortSignal | undefined },
): <T>(work: Promise<T>) => Promise<T> {
  return (work) =>
    work.catch(async (error: unknown) => {
      const location = at();
      if (location !== undefined && error instanceof PreviewError) {
        await note(ports, logged, location, { error, ended: signal?.aborted ? 'interrupted' : 'failed' });
      }
      throw error;
    });
}

async function note(
  ports: LogPorts,
  logged: Logged,
  location: RecordLocation,
  { error, ended }: { readonly error: PreviewError; readonly ended: 'failed' | 'interrupted' },
): Promise<void> {
  // Of two rollbacks at once, one changed nothing.
  if (logged.back !== undefined && error.code === 'stack-overtaken') return;
  const entry = await entryOf(ports, logged);
  const failure = { ...entry, ended, code: error.code, because: recordLine(error.message) ?? error.code };
  const known = await ports.records.read(location).catch(survivable);
  // A record that was never written has nothing to go back to either.
  if (known === undefined || !('record' in known)) return;
  await updateRecord(ports.records, location, (former = known.record) => {
    const noted = withFailure(former, failure);
    if (logged.back === undefined || !over.has(error.code)) return noted;
    const { goingBack: _, ...ended } = noted;
    return ended;
  }).catch(survivable);
}

/** After these a rollback does not go on: the stack has the version from before, or it was looked at for as long as it gets. */
const over: ReadonlySet<string> = new Set(['stack-failed', 'unhealthy', 'change-strays', 'stack-vanished']);
