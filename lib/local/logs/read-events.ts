import { AwsError } from '../http/aws-error';
import type { JsonInput } from '../http/json-service';
import { pageOf } from '../http/page';
import type { LogEvent, Logs } from './logs';

const mostEvents = 10_000;

/** Throws AwsError InvalidParameterException, in AWS's words, for a limit that is none. */
export function limitOf(input: JsonInput, most: number): number {
  const limit = input.limit === undefined ? most : Number(input.limit);
  if (!(limit >= 1 && limit <= most)) {
    const rule = limit > most ? `less than or equal to ${most}` : 'greater than or equal to 1';
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${rule}`,
    );
  }
  return limit;
}

export const invalidToken = new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');

/** GetLogEvents: one stream; tokens lead forward and backward, and at an end the same token comes back. */
export function getEvents(all: readonly LogEvent[], input: JsonInput) {
  const found = all.filter(({ timestamp }) => isWithin(timestamp, input, 'exclusive'));
  const size = limitOf(input, mostEvents);
  const token = /^([fb])\/(\d+)$/.exec(String(input.nextToken ?? ''));
  if (!token && typeof input.nextToken === 'string') {
    throw invalidToken;
  }
  const at = Number(token?.[2] ?? (input.startFromHead === true ? 0 : found.length));
  const isForward = token ? token[1] === 'f' : input.startFromHead === true;
  const from = isForward ? at : Math.max(0, at - size);
  const to = isForward ? at + size : at;
  const page = found.slice(from, to);
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${Math.min(from + page.length, found.length)}`,
    nextBackwardToken: `b/${from}`,
  };
}

/** FilterLogEvents: all streams of a group, oldest first. */
export function filterEvents(logs: Logs, group: string, input: JsonInput) {
  const names = Array.isArray(input.logStreamNames) ? input.logStreamNames.map(String) : undefined;
  const prefix = typeof input.logStreamNamePrefix === 'string' ? input.logStreamNamePrefix : '';
  const streams = logs
    .streams(group)
    .filter((stream) => stream.startsWith(prefix) && (names === undefined || names.includes(stream)));
  const found = streams
    .flatMap((stream) => logs.events(group, stream).map((event) => ({ stream, event })))
    .filter(({ event }) => isWithin(event.timestamp, input, 'inclusive'))
    .filter(({ event }) => fits(event.message, String(input.filterPattern ?? '')))
    .sort((a, b) => a.event.timestamp - b.event.timestamp || (a.event.id < b.event.id ? -1 : 1));
  const { items, next } = pageOf(found, {
    token: typeof input.nextToken === 'string' ? input.nextToken : undefined,
    size: limitOf(input, mostEvents),
    invalidToken: 'InvalidParameterException',
  });
  return {
    events: items.map(({ stream, event }) => ({
      logStreamName: stream,
      timestamp: event.timestamp,
      message: event.message,
      ingestionTime: event.ingestionTime,
      eventId: event.id,
    })),
    searchedLogStreams: [],
    nextToken: next,
  };
}

function isWithin(timestamp: number, input: JsonInput, end: 'inclusive' | 'exclusive'): boolean {
  const to = Number(input.endTime ?? Number.POSITIVE_INFINITY);
  return timestamp >= Number(input.startTime ?? 0) && (end === 'inclusive' ? timestamp <= to : timestamp < to);
}

// Plain terms, all of which must occur; a quoted one may hold blanks.
function fits(message: string, pattern: string): boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    throw new AwsError('InvalidParameterException', 'This endpoint knows filter patterns of plain terms only');
  }
  const terms = [...pattern.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  return terms.every((term) => (term.startsWith('-') ? !message.includes(term.slice(1)) : message.includes(term)));
}
