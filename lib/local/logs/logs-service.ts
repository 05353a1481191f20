import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService } from '../http/json-service';
import { pageOf } from '../http/page';
import type { Service } from '../http/service';
import type { Journal } from '../state/journal';
import type { LogsState } from './logs';
import { putEvents } from './put-events';
import { filterEvents, getEvents, invalidToken, limitOf } from './read-events';

/** CloudWatch Logs over the wire. */
export function logsService({
  logs,
  accountId,
  journal,
}: LogsState & { readonly accountId: string; readonly journal: Pick<Journal, 'now'> }): Service {
  return jsonService({
    scopes: ['logs'],
    input: {
      ...{ logGroupName: 'text', logGroupIdentifier: 'text', logGroupNamePrefix: 'text', logGroupNamePattern: 'text' },
      ...{ logStreamName: 'text', logStreamNames: ['text'], logStreamNamePrefix: 'text', resourceArn: 'text' },
      ...{ nextToken: 'text', limit: 'number', startTime: 'number', endTime: 'number', filterPattern: 'text' },
      ...{ retentionInDays: 'number', tags: { '*': 'text' }, logEvents: [{ message: 'text', timestamp: 'number' }] },
    },
    refused: {
      CreateLogGroup: ['kmsKeyId', 'deletionProtectionEnabled'],
      DescribeLogGroups: ['accountIdentifiers', 'includeLinkedAccounts', 'logGroupIdentifiers'],
    },
    operations: {
      DescribeLogGroups(input, { region }) {
        const found = logs.groups(textOf(input, 'logGroupNamePrefix')).flatMap((name) => logs.group(name) ?? []);
        const pattern = textOf(input, 'logGroupNamePattern');
        const { items, nextToken } = paged(
          found.filter(({ name }) => pattern === undefined || name.includes(pattern)),
          input,
        );
        const logGroups = items.map(({ name, createdAt, retentionDays }) => ({
          ...{ logGroupName: name, creationTime: createdAt, retentionInDays: retentionDays, storedBytes: 0 },
          ...{ metricFilterCount: 0, logGroupClass: 'STANDARD' },
          arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*`,
          logGroupArn: `arn:aws:logs:${region}:${accountId}:log-group:${name}`,
        }));
        return { logGroups, nextToken };
      },
      DescribeLogStreams(input, { region }) {
        const group = groupOf(input);
        const prefix = textOf(input, 'logStreamNamePrefix') ?? '';
        const found = logs.streams(group).filter((stream) => stream.startsWith(prefix));
        const last = (stream: string) => logs.events(group, stream).at(-1)?.timestamp ?? 0;
        const ordered = input.orderBy === 'LastEventTime' ? found.toSorted((a, b) => last(a) - last(b)) : found;
        const { items, nextToken } = paged(input.descending === true ? ordered.toReversed() : ordered, input);
        const madeAt = logs.group(group)?.streams ?? {};
        const logStreams = items.map((stream) => {
          const events = logs.events(group, stream);
          return {
            ...{ logStreamName: stream, storedBytes: 0, creationTime: madeAt[stream] ?? events[0]?.ingestionTime },
            ...{ firstEventTimestamp: events[0]?.timestamp, lastEventTimestamp: events.at(-1)?.timestamp },
            lastIngestionTime: events.at(-1)?.ingestionTime,
            arn: `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${stream}`,
          };
        });
        return { logStreams, nextToken };
      },
      GetLogEvents: (input) => getEvents(logs.events(groupOf(input), requiredText(input, 'logStreamName')), input),
      FilterLogEvents: (input) => filterEvents(logs, groupOf(input), input),
      CreateLogGroup(input) {
        logs.createGroup(requiredText(input, 'logGroupName'), { tags: (input.tags ?? {}) as Record<string, string> });
        return {};
      },
      CreateLogStream(input) {
        logs.createStream(groupOf(input), requiredText(input, 'logStreamName'));
        return {};
      },
      PutLogEvents(input) {
        const group = groupOf(input);
        const stream = requiredText(input, 'logStreamName');
        if (!logs.streams(group).includes(stream)) {
          throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
        }
        return putEvents(logs, { group, stream }, Array.isArray(input.logEvents) ? input.logEvents : [], journal.now());
      },
      DeleteLogStream(input) {
        logs.deleteStream(groupOf(input), requiredText(input, 'logStreamName'));
        return {};
      },
      DeleteLogGroup(input) {
        const group = groupOf(input);
        logs.streams(group);
        logs.deleteGroup(group);
        return {};
      },
      PutRetentionPolicy(input) {
        logs.changeGroup(groupOf(input), { retentionDays: Number(input.retentionInDays) });
        return {};
      },
      DeleteRetentionPolicy(input) {
        logs.changeGroup(groupOf(input), { retentionDays: null });
        return {};
      },
      ListTagsForResource(input) {
        const name = /:log-group:([^:]+)/.exec(requiredText(input, 'resourceArn'))?.[1] ?? '';
        return { tags: logs.group(name)?.tags ?? {} };
      },
    },
  });
}

function groupOf(input: JsonInput): string {
  const identifier = textOf(input, 'logGroupIdentifier');
  return /:log-group:([^:]+)/.exec(identifier ?? '')?.[1] ?? identifier ?? requiredText(input, 'logGroupName');
}

function textOf(input: JsonInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

function requiredText(input: JsonInput, name: string): string {
  const value = textOf(input, name);
  if (value === undefined || value === '') {
    throw new AwsError('InvalidParameterException', `The request must contain the parameter ${name}`);
  }
  return value;
}

function paged<T>(all: readonly T[], input: JsonInput): { readonly items: readonly T[]; readonly nextToken?: string } {
  const token = textOf(input, 'nextToken');
  if (token !== undefined && !/^\d+$/.test(token)) {
    throw invalidToken;
  }
  const { items, next } = pageOf(all, {
    token,
    size: limitOf(input, 50),
    invalidToken: 'InvalidParameterException',
  });
  return { items, nextToken: next };
}
