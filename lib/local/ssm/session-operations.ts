import type { Beanstalk } from '../elastic-beanstalk/beanstalk';
import { AwsError } from '../http/aws-error';
import { type JsonInput, type JsonOperation, jsonTime } from '../http/json-service';
import type { Journal } from '../state/journal';
import { paged, parametersOf, requiredText, textOf } from './read-input';
import { type Session, SessionStore } from './session-store';

/** Sessions begin and end here; what goes through them is the business of a program that speaks with both ends. */
export function sessionOperations(
  beanstalk: Beanstalk,
  journal: Pick<Journal, 'now'>,
  endpoint: () => string,
): Record<string, JsonOperation> {
  const sessions = new SessionStore(beanstalk, journal);
  return {
    StartSession(input) {
      const documentName = textOf(input, 'DocumentName') ?? 'SSM-SessionManagerRunShell';
      const reason = textOf(input, 'Reason');
      const { id, token } = sessions.start(requiredText(input, 'Target'), documentName, parametersOf(input), reason);
      const host = endpoint().replace(/^http/, 'ws');
      return {
        SessionId: id,
        TokenValue: token,
        // Leads nowhere here. AWS's own host would get the token of another world.
        StreamUrl: `${host}/v1/data-channel/${id}?role=publish_subscribe`,
      };
    },
    TerminateSession(input) {
      const id = requiredText(input, 'SessionId');
      sessions.end(id);
      return { SessionId: id };
    },
    DescribeSessions(input) {
      const state = requiredText(input, 'State');
      if (state !== 'Active' && state !== 'History') {
        throw new AwsError('ValidationException', `State is ${state}: it can be Active or History`);
      }
      const found = sessions
        .list()
        .filter((one) => (one.endedAt === undefined) === (state === 'Active') && fits(one, input));
      const { items, NextToken } = paged(found, input, 200);
      return { Sessions: items.map(describe), NextToken };
    },
  };
}

/** Throws AwsError InvalidFilterKey. */
function fits({ id, target }: Session, input: JsonInput): boolean {
  const filters = (input.Filters ?? []) as readonly JsonInput[];
  const known: Readonly<Record<string, string>> = { SessionId: id, Target: target };
  return filters.every((filter) => {
    const key = textOf(filter, 'key') ?? '';
    if (!Object.hasOwn(known, key)) {
      throw new AwsError('InvalidFilterKey', `Sessions are found by SessionId and Target here, not by "${key}".`);
    }
    return known[key] === textOf(filter, 'value');
  });
}

function describe({ id, target, documentName, reason, startedAt, endedAt }: Session) {
  return {
    ...{ SessionId: id, Target: target, DocumentName: documentName, Reason: reason },
    Status: endedAt === undefined ? 'Connected' : 'Terminated',
    StartDate: jsonTime(startedAt),
    EndDate: endedAt === undefined ? undefined : jsonTime(endedAt),
  };
}
