import { PreviewError } from '../../errors';
import type { HeldInstance, PreviewRecord } from '../../ports/record';
import { awsNow } from '../../previews/clock-difference';
import type { Deployed } from '../../previews/deployed/look-at';
import { instanceHeld, longestMs, overdueIn, withoutHeld } from '../../previews/held/held';
import { whoRuns } from '../../previews/record/who-runs';
import { updateRecord } from '../../previews/update-record';
import { moment } from '../../text/moment';
import { recordLine } from '../../text/record-line';
import type { Chosen } from './choose-instance';
import type { HoldPorts, HoldRequest } from './hold-request';
import { impossible } from './impossible';

const usualMs = 4 * 3_600_000;

/** The hold of this instance that is in the record. Another one is in the way. */
export function begunIn(record: PreviewRecord, request: HoldRequest, now: Date): HeldInstance | undefined {
  if (record.sleep !== undefined || record.asleep) {
    throw impossible('it is asleep', 'Wake it first: `preview-stacks wake`.');
  }
  const { held = [] } = record;
  const begun = held.find(
    ({ service, instanceId }) =>
      (request.service ?? service) === service && (request.instanceId ?? instanceId) === instanceId,
  );
  const overdue = overdueIn(record, now);
  if (begun && !overdue.includes(begun)) return begun;
  if (held.length === 0) return undefined;
  const hint = 'One instance of a preview is held at a time: `preview-stacks release` ends it.';
  throw instanceHeld(held, overdue.length > 0 ? `Its time is up. ${hint}` : hint);
}

interface Noting {
  readonly chosen: Chosen;
  readonly request: Pick<HoldRequest, 'milliseconds' | 'why'>;
  readonly begun: HeldInstance | undefined;
  readonly grows: boolean;
}

/** The entry of a hold in the record. */
export interface Noted {
  readonly held: HeldInstance;
  /** Whether this run made it: only then it may take it back. */
  readonly isNew: boolean;
}

/** The entry of this instance in the record. Of two who come at the same time the later one finds that of the other. */
export async function noted(ports: HoldPorts, { location, record }: Deployed, noting: Noting): Promise<Noted> {
  const { begun, grows } = noting;
  const { service, instanceId, sizes } = noting.chosen;
  const { milliseconds } = noting.request;
  const now = awsNow(ports);
  const since = begun?.since ?? now.toISOString();
  const end = now.getTime() + (milliseconds ?? usualMs);
  if (milliseconds !== undefined && end > Date.parse(since) + longestMs)
    throw tooLong(`${instanceId} is held since ${moment(new Date(since))}`);
  const until = begun && milliseconds === undefined ? begun.until : new Date(end).toISOString();
  const [by, why] = [begun ? begun.by : await whoRuns(ports.checkout), recordLine(noting.request.why) ?? begun?.why];
  const grownFrom = begun?.grownFrom ?? (grows ? sizes : undefined);
  const entry: HeldInstance = {
    ...{ service, instanceId, since, until },
    ...(by !== undefined && { by }),
    ...(why !== undefined && { why }),
    ...(grownFrom && { grownFrom }),
  };
  let same: HeldInstance | undefined;
  await updateRecord(ports.records, location, (former = record) => {
    const { held = [] } = former;
    same = begun ? undefined : held.find((one) => one.instanceId === instanceId);
    if (same) return undefined;
    const others = held.filter((one) => one.instanceId !== instanceId);
    const hint =
      'Somebody else was first. One instance of a preview is held at a time: `preview-stacks release` ends it.';
    if (others.length > 0) throw instanceHeld(others, hint);
    if (former.sleep !== undefined) throw impossible('it falls asleep', 'Wake it first: `preview-stacks wake`.');
    return { ...former, held: [entry] };
  });
  return { held: same ?? entry, isNew: begun === undefined && same === undefined };
}

/** Takes back the entry of a hold that did not begin. */
export async function forget(
  { records }: HoldPorts,
  { location }: Deployed,
  { held: { instanceId }, isNew }: Noted,
): Promise<void> {
  if (!isNew) return;
  await updateRecord(records, location, (former) => former && withoutHeld(former, [instanceId]));
}

export function tooLong(because: string): PreviewError {
  return new PreviewError('hold-too-long', `An instance is held for 24 hours at most: ${because}`, {
    fault: 'user',
    hint: 'Give --for 24h or less; what has to be kept longer is copied off with `preview-stacks exec`.',
  });
}
