import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import type { LoggedService, LogsAnswer, LogsPorts, ServiceLine } from '../previews/list-request';
import type { Progress } from '../progress';
import { linesOf } from './read-logs';
import { UnseenLines } from './unseen-lines';

const everyMs = 3000;
/** Beanstalk answers few requests a second in all of an account, so that it is asked seldom. */
const environmentEveryMs = 15_000;
const mostWaitMs = 60_000;
/** About eight minutes with the waits between. */
const mostFailures = 12;
/** What may be over at another look. */
const passing: readonly string[] = ['throttled', 'aws-timeout', 'aws-unavailable', 'endpoint-unreachable'];

export interface FollowPorts extends LogsPorts {
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface FollowRequest {
  /** What was printed already: those of its services that exist are followed. */
  readonly printed: LogsAnswer;
  /** Lines that it was allowed to hold. */
  readonly limit: number;
  /** @default everything that is said from now on, and what comes late of before */
  readonly since?: Date | undefined;
  /** Only lines of the instance whose id begins so. @default all instances */
  readonly instance?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * The lines that come after those that were printed, each once, as they come; of instances and services that a deploy replaces, too. Ends when
 * every environment is gone.
 *
 * @throws the reason of the signal; PreviewError when the logs cannot be read, and what the reason is does not pass
 */
export async function* followLogs(ports: FollowPorts, request: FollowRequest): AsyncGenerator<ServiceLine> {
  const { printed, limit, since, instance, signal } = request;
  const { clock, progress } = ports;
  const unseen = new UnseenLines({ lines: printed.lines, cut: printed.lines.length >= limit, since }, clock.now());
  let there = printed.services.filter(({ exists }) => exists);
  let failures = 0;
  let askedAt = clock.now().getTime();
  let wait = everyMs;
  while (there.length > 0) {
    await clock.sleep(wait, signal);
    try {
      const now = clock.now();
      const due = now.getTime() - askedAt >= environmentEveryMs;
      const left = due ? await stillThere(ports, there) : there;
      // After the look at Beanstalk: an environment that is gone says nothing more.
      const lines = await linesOf(ports, there, { limit: Number.POSITIVE_INFINITY, since: unseen.from(now), instance });
      if (due) askedAt = now.getTime();
      yield* unseen.take(lines);
      for (const { service, environmentName } of there.filter((one) => !left.includes(one))) {
        progress.emit({ kind: 'environment-gone', service, environmentName });
      }
      there = left;
      failures = 0;
      wait = everyMs;
    } catch (error) {
      failures += 1;
      if (!(error instanceof PreviewError && passing.includes(error.code)) || failures > mostFailures) throw error;
      wait = Math.min(everyMs * 2 ** failures, mostWaitMs);
      progress.emit({ kind: 'logs-awaited', because: error.message, milliseconds: wait });
    }
  }
}

async function stillThere({ environments }: LogsPorts, services: readonly LoggedService[]): Promise<LoggedService[]> {
  const found = await Promise.all(services.map(({ environmentName }) => environments.find(environmentName)));
  return services.filter((_, index) => found[index] !== undefined && found[index].status !== 'Terminated');
}
