import type { KeptSleep, PreviewRecord } from '../ports/record';
import { awsNow } from '../previews/clock-difference';
import { whoRuns } from '../previews/record/who-runs';
import { updateRecord } from '../previews/update-record';
import { interruptible } from '../stacks/interruptible';
import { optionOf } from '../stacks/revise/deployed-template';
import { startDatabase, stopDatabase } from './await-database';
import type { SleepOutcome, SleepPorts, SleepRequest } from './sleep-request';
import { findSleeper, isAtZero, resize, revisionsOf, type Sleeper, sleepOvertaken } from './sleeper';

/**
 * Puts a preview to sleep: its instances go through the stack, then its database is stopped. What it stored stays. A run that was cut short goes on.
 *
 * @throws PreviewError what `findSleeper` and `reviseStack` throw; `database-stuck`, `database-missing`, `sleep-overtaken`
 */
export function sleep(ports: SleepPorts, request: SleepRequest): Promise<SleepOutcome> {
  return interruptible(ports, request.signal, async (watched, reached) => {
    const started = watched.clock.now().getTime();
    const { settings, signal } = request;
    const { branch } = settings;
    const found = await findSleeper(watched, settings, signal);
    const { stack, running, sizes, database, location } = found;
    const isDown = isAtZero(sizes);
    const status = database === undefined ? 'stopped' : await watched.databases.status(database);
    const ends = (kind: SleepOutcome['kind'], kept: KeptSleep): SleepOutcome => ({
      ...{ kind, branch, stackName: stack.name, sleep: kept },
      ...(database !== undefined && { database }),
      ...{ goesOn: goesOnOf(found), milliseconds: watched.clock.now().getTime() - started },
    });
    const former = found.record.sleep;
    if (former?.state === 'asleep' && isDown && status === 'stopped') return ends('already', former);

    // What begins is in the record before: the next run goes on from there.
    const services = Object.keys(running);
    watched.progress.emit({ kind: 'sleep-started', stackName: stack.name, services });
    const by =
      request.because === undefined || request.because === 'asked' ? await whoRuns(watched.checkout) : undefined;
    const { sleep: begun } = await updateRecord(watched.records, location, (record = found.record) =>
      withSleep(record, sleepOf(watched, { ...request, by }, { ...found, record })),
    );
    const checkWanted = async () => checkStill((await watched.records.read(location))?.record, begun, stack.name);
    if (!isDown) {
      const revisions = revisionsOf(running, () => ({ min: 0, max: 0, rolling: false }));
      await resize(watched, found, { revisions, checkWanted, signal });
    }
    reached('its instances are gone, and the same command goes on with its database');
    if (database !== undefined) {
      // A deploy that waited for the stack wants the database.
      await checkWanted();
      await stopDatabase(watched, database, signal);
    }
    const asleep: KeptSleep = { ...begun, state: 'asleep' };
    const done = await updateRecord(watched.records, location, (record) =>
      isStill(record, begun) ? { ...withSleep(record, asleep), asleep: true } : undefined,
    );
    if (done === undefined) {
      if (database !== undefined) await startDatabase(watched, database, signal);
      throw sleepOvertaken(stack.name, 'someone deployed or woke it, and its database runs again');
    }
    return ends('asleep', asleep);
  });
}

/** As the record will have it. Sizes are those of the template; where that has none any more, those that an earlier run noted. */
function sleepOf(
  ports: SleepPorts,
  { because = 'asked', by }: SleepRequest & { readonly by: string | undefined },
  { record, sizes }: Sleeper,
): KeptSleep {
  const former = record.sleep;
  const instances = Object.fromEntries(
    Object.entries(sizes).flatMap(([service, size]) => {
      const kept = size.max > 0 ? size : former?.instances[service];
      return kept === undefined ? [] : [[service, kept] as const];
    }),
  );
  // One that goes on is the sleep that was begun, also by another run a moment ago.
  if (former !== undefined && former.state !== 'waking') return { ...former, state: 'falling', instances };
  return {
    ...{ state: 'falling', since: awsNow(ports).toISOString(), because, instances },
    ...(by !== undefined && { by }),
  };
}

function withSleep(record: PreviewRecord, sleep: KeptSleep): PreviewRecord & { readonly sleep: KeptSleep } {
  return { ...record, asleep: false, sleep };
}

function isStill(record: PreviewRecord | undefined, { since }: KeptSleep): record is PreviewRecord {
  return record?.sleep?.state === 'falling' && record.sleep.since === since;
}

function checkStill(record: PreviewRecord | undefined, begun: KeptSleep, stackName: string): void {
  if (!isStill(record, begun)) throw sleepOvertaken(stackName, 'someone deployed or woke it');
}

/** What is paid for while it sleeps. */
function goesOnOf({ running, database }: Sleeper): readonly string[] {
  const own = Object.values(running).some(({ environment }) => {
    const option = (name: string) => optionOf(environment, 'aws:elasticbeanstalk:environment', name);
    return option('EnvironmentType') === 'LoadBalanced' && option('LoadBalancerIsShared') === 'false';
  });
  return [
    ...(own ? ['Its own balancer goes on, and costs what it costs awake.'] : []),
    ...(database === undefined
      ? []
      : [
          "The database's disk is paid for. RDS starts the database by itself after seven days; `sleep` stops it again.",
        ]),
  ];
}
