import { createHash } from 'node:crypto';
import { PreviewError } from '../../errors';
import { auditPrefix } from '../../naming/bundle-key';
import type { AuditLine, AuditOrigin } from '../../ports/audit';
import { recordLine } from '../../text/record-line';
import { isBranch, isObject, isShortLine, like, optional, type ValueTest } from './value-tests';

/** An object of the audit. */
interface AuditObject {
  readonly key: string;
  readonly text: string;
}

/** A branch has 4,096 bytes, each of which may take two; the other texts are short. In bytes. */
export const largestAuditLine = 16 * 1024;

/**
 * Where the acts lie that were begun at a time, or begin to: keys are in the order of these times.
 *
 * `application/audit/<yyyy>/<mm>/<dd>/<hhmmss>.<ms>-<id>.<begun or ended>.json`. Who may list the bucket sees names, so that they hold nothing else.
 */
export function auditKeysFrom(at: Date): string {
  const [day = '', time = ''] = at.toISOString().slice(0, -1).split('T');
  return `${auditPrefix}${day.replaceAll('-', '/')}/${time.replaceAll(':', '')}`;
}

/** Before every act in the order of keys, so that no listing of acts meets one. What names an event in a chat is not shown to who lists the bucket. */
export function claimKey(event: string): string {
  return `${auditPrefix}0-claims/${createHash('sha256').update(event).digest('hex')}.json`;
}

/** The act that a key belongs to: the same for both of its objects; undefined for what is no key of ours. */
export function actOfKey(key: string): string | undefined {
  return /^(.*)\.(?:begun|ended)\.json$/s.exec(key)?.[1];
}

/**
 * A line as it is kept. Texts are cut to 300 characters.
 *
 * @throws PreviewError `audit-line-invalid` for a line that could not be read again
 */
export function auditObject(line: AuditLine): AuditObject {
  const { id, at, by, from, asked, branch, end } = line;
  const because = recordLine(end?.because, longest);
  const text = JSON.stringify({
    format: 1,
    ...{ id, at: exact(at), by: recordLine(by, longest), from, asked: recordLine(asked, longest), branch },
    ...(end && { end: { how: end.how, at: exact(end.at), because, code: end.code } }),
  });
  const key = `${auditKeysFrom(new Date(exact(at) ?? 0))}-${id}.${end ? 'ended' : 'begun'}.json`;
  if (readAuditObject({ key, text })) return { key, text };
  throw new PreviewError('audit-line-invalid', `a line of the audit could not be read again: ${text.slice(0, 300)}`, {
    fault: 'us',
  });
}

/** Anyone who may create one can write into it what he likes: undefined for what has not the form that we write. */
export function readAuditObject({ key, text }: AuditObject): AuditLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isAuditLine(value)) return undefined;
  const { id, at, by, from, asked, branch, end } = value;
  if (key !== `${auditKeysFrom(new Date(at))}-${id}.${end ? 'ended' : 'begun'}.json`) return undefined;
  return {
    ...{ id, at, by, asked, from: originOf(from) },
    ...(branch !== undefined && { branch }),
    ...(end && {
      end: {
        ...{ how: end.how, at: end.at },
        ...(end.because !== undefined && { because: end.because }),
        ...(end.code !== undefined && { code: end.code }),
      },
    }),
  };
}

/** Without what else its object holds. */
function originOf(from: AuditOrigin): AuditOrigin {
  const { kind } = from;
  if (kind === 'pull-request') return { kind, number: from.number, comment: from.comment };
  return kind === 'chat' ? { kind, team: from.team, channel: from.channel } : { kind };
}

/** As many as {@link isShortLine} takes. */
const longest = 300;

/** The one spelling of a time that we write. */
function exact(at: string): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const isExactTime: ValueTest = (value) =>
  like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)(value) && exact(String(value)) === value;
const isCount: ValueTest = (value) => Number.isSafeInteger(value) && Number(value) > 0;
/** Capital letters and digits. Their number grew from 9 to 11 (postgres-ai/joe on GitLab, merge request 171, read 2026-11-28). */
const isSlackId = like(/^[A-Z][A-Z0-9]{1,63}$/);
const isOrigin: ValueTest = (value) =>
  isObject(value) &&
  ((value.kind === 'pull-request' && isCount(value.number) && isCount(value.comment)) ||
    (value.kind === 'chat' && isSlackId(value.team) && isSlackId(value.channel)) ||
    value.kind === 'page');
const isEnd: ValueTest = (value) =>
  isObject(value) &&
  like(/^(done|refused|failed|interrupted)$/)(value.how) &&
  isExactTime(value.at) &&
  optional(isShortLine)(value.because) &&
  optional(like(/^[a-z0-9-]{1,100}$/))(value.code);

function isAuditLine(value: unknown): value is AuditLine {
  return (
    isObject(value) &&
    value.format === 1 &&
    like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)(value.id) &&
    isExactTime(value.at) &&
    isShortLine(value.by) &&
    isOrigin(value.from) &&
    isShortLine(value.asked) &&
    optional(isBranch)(value.branch) &&
    optional(isEnd)(value.end)
  );
}
