import { environmentOutputs } from '../facts/environment-outputs';
import { awaitTargetHealth } from '../health/await-target-health';
import { withEvidence } from '../health/with-evidence';
import type { KeptSize, PreviewRecord } from '../ports/record';
import type { RecordLocation } from '../ports/records';
import type { Stack } from '../ports/stacks';
import { awsNow } from '../previews/clock-difference';
import { updateRecord } from '../previews/update-record';
import type { ResolvedSettings } from '../settings/resolve';
import { interruptible } from '../stacks/interruptible';
import { asDeployed } from '../stacks/revise/what-runs';
import { type DatabasePorts, startDatabase } from './await-database';
import type { SleepPorts, WakeOutcome, WakeRequest } from './sleep-request';
import { awake, databaseOf, findSleeper, resize, revisionsOf, type Sleeper, sleepOvertaken } from './sleeper';

/**
 * Wakes a preview: its database is started, then its instances come through the stack, and it answers. A run that was cut short goes on.
 *
 * @throws PreviewError what `findSleeper` and `reviseStack` throw; `database-stuck`, `database-missing`, `sleep-overtaken`; what waiting for health throws
 */
export function wake(ports: SleepPorts, request: WakeRequest): Promise<WakeOutcome> {
  return interruptible(ports, request.signal, async (watched, reached) => {
    const started = watched.clock.now().getTime();
    const { settings, signal } = request;
    const found = await findSleeper(watched, settings, signal);
    const { stack, running, sizes, database, location, names } = found;
    const url = stack.outputs[environmentOutputs.url] ?? '';
    const ends = (kind: WakeOutcome['kind']): WakeOutcome => ({
      ...{ kind, branch: settings.branch, stackName: stack.name, url },
      milliseconds: watched.clock.now().getTime() - started,
    });
    const down = Object.keys(sizes).filter((service) => sizes[service]?.max === 0);
    const status = database === undefined ? undefined : await watched.databases.status(database);
    if (found.record.sleep === undefined && down.length === 0 && !isDown(status)) return ends('already');

    watched.progress.emit({ kind: 'wake-started', stackName: stack.name, services: Object.keys(running) });
    await noteWaking(watched, location);
    if (database !== undefined) await startDatabase(watched, database, signal);
    const revisions = revisionsOf(running, (service) => sizeAwake(found, settings, service));
    const checkWanted = async () => checkNotAsleep((await watched.records.read(location))?.record, stack.name);
    const put = down.length === 0 ? { stack } : await resize(watched, found, { revisions, checkWanted, signal });
    reached('its instances are there, and the same command waits for its health');
    const deployed = asDeployed(settings, running, put.stack.outputs);
    const doubts = await withEvidence(
      watched,
      deployed,
      signal,
    )(awaitTargetHealth(watched, { settings: deployed, names, url, stack: put.stack, signal }));
    await updateRecord(watched.records, location, (record = found.record) => used(watched, record));
    for (const doubt of doubts) watched.progress.emit({ kind: 'warned', message: `The URL answers, but ${doubt}` });
    return ends('awake');
  });
}

function used(ports: SleepPorts, record: PreviewRecord): PreviewRecord {
  return { ...awake(record), usedAt: awsNow(ports).toISOString() };
}

function checkNotAsleep(record: PreviewRecord | undefined, stackName: string): void {
  const { sleep } = record ?? {};
  if (sleep && sleep.state !== 'waking') throw sleepOvertaken(stackName, 'someone put it to sleep');
}

function isDown(status: string | undefined): boolean {
  return status === 'stopped' || status === 'stopping' || status === 'starting';
}

/**
 * How many instances a service has awake: as many as before it slept. Any branch's job may write any record, so `limits.instances` bounds it as it
 * bounds deploys. Without a record it is what settings say.
 */
function sizeAwake({ record, sizes }: Sleeper, { values }: ResolvedSettings, service: string): KeptSize {
  const now = sizes[service];
  if (now !== undefined && now.max > 0) return now;
  const most = values.limits?.instances ?? 10_000;
  const kept: KeptSize | undefined = record.sleep?.instances[service] ?? values.services[service]?.instances;
  const { min, max, rolling } = kept ?? { min: 1, max: 1, rolling: undefined };
  const size = { min: Math.max(1, Math.min(min, max, most)), max: Math.max(1, Math.min(max, most)) };
  return { ...size, ...(rolling !== undefined && { rolling }) };
}

/** The record says so before anything is started: the job that stops what RDS started by itself leaves it alone. */
async function noteWaking({ records }: Pick<SleepPorts, 'records'>, location: RecordLocation): Promise<void> {
  await updateRecord(records, location, (record) =>
    record?.sleep === undefined || record.sleep.state === 'waking'
      ? undefined
      : { ...record, asleep: false, sleep: { ...record.sleep, state: 'waking' } },
  );
}

/**
 * Starts the database of a preview that sleeps, for those who are about to change its stack: RDS changes nothing of a database that is stopped.
 *
 * @throws PreviewError `database-stuck`, `database-missing`
 */
export async function wakeDatabase(
  ports: DatabasePorts & Pick<SleepPorts, 'records'>,
  {
    stack,
    location,
    signal,
  }: {
    readonly stack: Pick<Stack, 'name' | 'outputs'>;
    readonly location: RecordLocation;
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const record = (await ports.records.read(location))?.record;
  if (record?.sleep === undefined) return;
  ports.progress.emit({ kind: 'wake-started', stackName: stack.name, services: Object.keys(record.sleep.instances) });
  await noteWaking(ports, location);
  const database = databaseOf(stack);
  if (database !== undefined) await startDatabase(ports, database, signal);
}
