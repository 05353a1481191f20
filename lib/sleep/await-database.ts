import { PreviewError, unanswered } from '../errors';
import type { Clock } from '../ports/clock';
import type { Databases } from '../ports/databases';
import type { Progress } from '../progress';
import { EveryMinute, pollInterval } from '../stacks/poll-interval';
import { duration } from '../text/duration';

export interface DatabasePorts {
  readonly databases: Pick<Databases, 'status' | 'start' | 'stop'>;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** RDS says that "a large amount of time" may be needed (RDS user guide, Stopping a DB instance temporarily). */
const budgetMs = 45 * 60_000;
/** RDS may answer with the state from before it was asked. */
const askAgainMs = 60_000;

/** In these an app can use it. */
const up: readonly string[] = ['available', 'backing-up', 'storage-optimization'];

/** Starts a database that is stopped, and waits until it is available. What is under way is waited for. @throws PreviewError `database-stuck`, `database-missing` */
export function startDatabase(ports: DatabasePorts, instance: string, signal: AbortSignal | undefined): Promise<void> {
  return bring(ports, {
    ...{ instance, signal, verb: 'start' },
    isThere: (status) => up.includes(status),
    ask: (status) => (status === 'stopped' ? ports.databases.start(instance) : undefined),
  });
}

/** Stops a database that is available, and waits until it is. What is under way is waited for. @throws PreviewError `database-stuck`, `database-missing` */
export function stopDatabase(ports: DatabasePorts, instance: string, signal: AbortSignal | undefined): Promise<void> {
  return bring(ports, {
    ...{ instance, signal, verb: 'stop' },
    isThere: (status) => status === 'stopped',
    ask: (status) => (status === 'available' ? ports.databases.stop(instance) : undefined),
  });
}

interface Wanted {
  readonly instance: string;
  readonly verb: 'start' | 'stop';
  readonly isThere: (status: string) => boolean;
  /** Asks RDS where its state takes it. */
  readonly ask: (status: string) => Promise<void> | undefined;
  readonly signal: AbortSignal | undefined;
}

async function bring({ databases, clock, progress }: DatabasePorts, wanted: Wanted): Promise<void> {
  const { instance, verb, isThere, ask, signal } = wanted;
  const started = clock.now().getTime();
  const hand = new EveryMinute();
  let reported: string | undefined;
  let askedAt: number | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const status = await databases.status(instance).catch(unanswered);
    const waited = clock.now().getTime() - started;
    if (status === undefined) throw missing(instance);
    const shown = status instanceof PreviewError ? reported : status;
    if (shown !== reported || hand.passed(waited)) {
      progress.emit({ kind: 'database-seen', instance, ...(shown && { status: shown }), milliseconds: waited });
    }
    reported = shown;
    if (!(status instanceof PreviewError)) {
      if (isThere(status)) return;
      if (waited >= budgetMs) throw stuck(instance, verb, status);
      if (askedAt === undefined || waited - askedAt >= askAgainMs) {
        const asked = ask(status);
        if (asked) askedAt = waited;
        await asked?.catch((error: unknown) => {
          if (!(error instanceof PreviewError) || error.code !== 'database-not-ready') throw error;
        });
      }
    } else if (waited >= budgetMs) throw status;
    await clock.sleep(pollInterval(waited), signal);
  }
}

function stuck(instance: string, verb: 'start' | 'stop', status: string): PreviewError {
  return new PreviewError(
    'database-stuck',
    `The database ${instance} did not ${verb}: it is ${status} after ${duration(budgetMs)}`,
    { fault: 'world', hint: 'Look at its events in RDS. The same command goes on from here.' },
  );
}

function missing(instance: string): PreviewError {
  return new PreviewError('database-missing', `RDS has no database ${instance}, which the stack says it has`, {
    fault: 'world',
    hint: 'Someone deleted it past CloudFormation. Look in RDS for a snapshot of it before anything else.',
  });
}
