import { AwsError } from '../http/aws-error';
import type { Logs } from './logs';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
const mostEvents = 10_000;

/**
 * PutLogEvents: keeps what is neither too old nor too new, and says where those begin and end. Throws AwsError InvalidParameterException. The
 * limits are those of https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html.
 */
export function putEvents(
  logs: Logs,
  { group, stream }: { readonly group: string; readonly stream: string },
  given: readonly unknown[],
  now: number,
): object {
  const events = given.map((event) => {
    const { message, timestamp } = (event ?? {}) as { readonly message?: unknown; readonly timestamp?: unknown };
    return { message: String(message ?? ''), timestamp: Number(timestamp) };
  });
  if (events.length === 0 || events.length > mostEvents) {
    throw refused(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${mostEvents}`,
    );
  }
  if (events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw refused('Log events in a single PutLogEvents request must be in chronological order.');
  }
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > day) {
    throw refused('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  }
  const { retentionDays } = logs.group(group) ?? {};
  const before = (time: number) => events.filter(({ timestamp }) => timestamp < time).length;
  const tooOld = before(now - 14 * day);
  const expired = retentionDays === undefined ? 0 : before(now - retentionDays * day);
  const firstTooNew = before(now + 2 * hour);
  for (const { message, timestamp } of events.slice(Math.max(tooOld, expired), firstTooNew)) {
    logs.append(group, stream, [message], timestamp);
  }
  const rejected = {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > tooOld ? { expiredLogEventEndIndex: expired } : {}),
    ...(firstTooNew < events.length ? { tooNewLogEventStartIndex: firstTooNew } : {}),
  };
  return { nextSequenceToken: '0', ...(Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {}) };
}

function refused(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
