import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../ports/clock';
import type { LogLine, LogQuery } from '../../ports/environments';
import { errorName } from '../errors';
import { pages } from '../pages';
import { logGroups } from '../retained/log-groups';
import { requireField, send } from '../send';

const minute = 60_000;
/** FilterLogEvents starts at the oldest event: looking back step by step finds the newest ones without reading weeks of others. */
const lookBackMinutes = [15, 6 * 60, 7 * 24 * 60, Number.POSITIVE_INFINITY];

/** The newest lines of all log files of an environment, oldest first. */
export async function environmentLogs(
  client: CloudWatchLogsClient,
  clock: Clock,
  { environmentName, limit = 100, since, instance }: LogQuery,
): Promise<readonly LogLine[]> {
  const groups: string[] = [];
  for await (const group of logGroups(client, `/aws/elasticbeanstalk/${environmentName}/var/log/`)) groups.push(group);
  if (groups.length === 0) return [];
  let newest: LogLine[] = [];
  for (const minutes of Number.isFinite(limit) ? lookBackMinutes : lookBackMinutes.slice(-1)) {
    const start = Math.max(since?.getTime() ?? 0, clock.now().getTime() - minutes * minute, 0);
    newest = [];
    for (const group of groups) {
      for await (const line of linesOf(client, { group, start, instance })) newest = keepNewest(newest, line, limit);
    }
    newest = sorted(newest).slice(-limit);
    if (newest.length >= limit || start <= (since?.getTime() ?? 0)) break;
  }
  return newest;
}

/** Sorts only when twice too many have come, so that a long log costs little memory and time. */
function keepNewest(lines: LogLine[], line: LogLine, limit: number): LogLine[] {
  lines.push(line);
  return lines.length < 2 * limit + 100 ? lines : sorted(lines).slice(-limit);
}

function sorted(lines: readonly LogLine[]): LogLine[] {
  return [...lines].sort((one, other) => one.at.getTime() - other.at.getTime());
}

interface Wanted {
  readonly group: string;
  readonly start: number;
  readonly instance: string | undefined;
}

async function* linesOf(client: CloudWatchLogsClient, { group, start, instance }: Wanted): AsyncIterable<LogLine> {
  const action = 'logs:FilterLogEvents';
  const source = group.slice(group.lastIndexOf('/') + 1);
  yield* pages(action, async (from) => {
    const command = new FilterLogEventsCommand({
      ...{ logGroupName: group, startTime: start, nextToken: from },
      // Beanstalk names a stream by its instance.
      ...(instance !== undefined && { logStreamNamePrefix: instance }),
    });
    const answer = await send(action, async () => {
      try {
        return await client.send(command);
      } catch (error) {
        // The group went away between two requests, with its environment.
        if (errorName(error) === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    });
    const items = (answer?.events ?? []).map((event) => ({
      id: requireField(event.eventId, 'eventId', action),
      at: new Date(event.timestamp ?? 0),
      source,
      instance: event.logStreamName ?? '',
      text: event.message ?? '',
    }));
    return { items, next: answer?.nextToken };
  });
}
