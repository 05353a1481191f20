import { PreviewError } from '../../errors';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import { forms } from '../../settings/forms';
import { isBranch, isObject, isShortLine, isTime, like, optional, type ValueTest as Test } from './value-tests';

// No form has free text in it: any branch's job may write any preview's record.
const isText: Test = (value) => typeof value === 'string';
const isAbsent: Test = (value) => value === undefined;
const isCommit = like(/^([0-9a-f]{40}|[0-9a-f]{64})$/);

/** One value for each service; a stack of CloudFormation has 500 resources at most. */
const byService =
  (test: Test): Test =>
  (value) =>
    isObject(value) &&
    Object.entries(value).length <= 500 &&
    Object.entries(value).every(([service, one]) => /^[a-z][a-z0-9-]{0,39}$/.test(service) && test(one));

/** Names of RDS, and of a snapshot with its prefix: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateSnapshot.html */
const isRdsName = like(/^[A-Za-z0-9:._/-]{1,400}$/);

/** A text without line breaks and other invisible characters. */
const isLine = like(/^[^\p{Cc}\p{Cf}]{1,1024}$/u);

const isServices: Test = (value) =>
  Array.isArray(value) && value.length > 0 && value.length <= 500 && value.every(like(/^[a-z][a-z0-9-]{0,39}$/));
const isBack: Test = (value) =>
  isObject(value) && isCommit(value.from) && isCommit(value.to) && optional(isServices)(value.services);
const isDeploy: Test = (value) =>
  isObject(value) &&
  isTime(value.at) &&
  isCommit(value.commit) &&
  byService(like(/^[0-9a-f]{64}$/))(value.bundles) &&
  optional(isShortLine)(value.subject) &&
  optional(isShortLine)(value.by) &&
  optional(like(/^(seeded|snapshot|kept|seed-failed)$/))(value.data) &&
  optional(isBack)(value.back);
const isFailure: Test = (value) =>
  isDeploy(value) &&
  isObject(value) &&
  like(/^(failed|interrupted)$/)(value.ended) &&
  like(/^[a-z]+(-[a-z]+){0,9}$/)(value.code) &&
  isShortLine(value.because);

/** As `plain NAME` or `secret NAME`. */
const isDropped: Test = (value) => {
  const name = typeof value === 'string' ? /^(?:plain|secret) (.*)$/s.exec(value)?.[1] : undefined;
  return name !== undefined && forms.property.test(name);
};

const isExpiryWarning: Test = (value) =>
  isObject(value) &&
  isTime(value.at) &&
  isTime(value.goesAt) &&
  Array.isArray(value.said) &&
  value.said.length <= 2 &&
  value.said.every(like(/^(comment|chat)$/));

const isCount: Test = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10_000;
const isSize: Test = (value) =>
  isObject(value) &&
  isCount(value.min) &&
  isCount(value.max) &&
  optional((one) => typeof one === 'boolean')(value.rolling);

const isSleep: Test = (value) =>
  isObject(value) &&
  like(/^(falling|asleep|waking)$/)(value.state) &&
  isTime(value.since) &&
  optional(isShortLine)(value.by) &&
  like(/^(asked|night|idle)$/)(value.because) &&
  byService(isSize)(value.instances);

const isHeld: Test = (value) =>
  isObject(value) &&
  like(/^[a-z][a-z0-9-]{0,39}$/)(value.service) &&
  like(/^i-[0-9a-f]{8,40}$/)(value.instanceId) &&
  isTime(value.since) &&
  isTime(value.until) &&
  optional(isShortLine)(value.by) &&
  optional(isShortLine)(value.why) &&
  optional(isSize)(value.grownFrom);

/** Whole seconds, of a day at most. */
const isSeconds: Test = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 86_400;

const isDurations: Test = (value) =>
  isObject(value) &&
  Object.entries(value).every(
    ([operation, kept]) =>
      (operation === 'create' || operation === 'update') &&
      isObject(kept) &&
      Object.entries(kept).length <= 500 &&
      Object.entries(kept).every(
        ([name, times]) =>
          /^[A-Za-z0-9:-]{1,200}$/.test(name) && Array.isArray(times) && times.length <= 20 && times.every(isSeconds),
      ),
  );

const shape: Readonly<Record<keyof PreviewRecord, Test>> = {
  format: (value) => value === 1,
  stackId: isText,
  branch: (value) => isAbsent(value) || isBranch(value),
  commit: isCommit,
  deploys: (value) => Array.isArray(value) && value.length <= 200 && value.every(isDeploy),
  failed: optional((value) => Array.isArray(value) && value.length <= 200 && value.every(isFailure)),
  goingBack: optional(isDeploy),
  seed: (value) =>
    isObject(value) &&
    ['none', 'started', 'done'].some((state) => state === value.state) &&
    (value.database === '' || isRdsName(value.database)),
  platforms: byService(like(forms.platformArn)),
  platformNames: (value) => isAbsent(value) || byService(isLine)(value),
  snapshot: (value) =>
    isAbsent(value) ||
    (isObject(value) &&
      isRdsName(value.id) &&
      !(isAbsent(value.credentials) && isAbsent(value.username)) &&
      (isAbsent(value.credentials) || like(forms.secretOfUser)(value.credentials)) &&
      (isAbsent(value.username) || like(forms.snapshotUsername)(value.username)) &&
      (isAbsent(value.newestOf) || isRdsName(value.newestOf))),
  dropped: (value) =>
    isAbsent(value) || byService((one) => Array.isArray(one) && one.length <= 1000 && one.every(isDropped))(value),
  keepUntil: (value) => isAbsent(value) || isTime(value),
  expiryWarning: (value) => isAbsent(value) || isExpiryWarning(value),
  asleep: (value) => typeof value === 'boolean',
  sleep: optional(isSleep),
  usedAt: optional(isTime),
  wokenAt: optional(isTime),
  held: optional((value) => Array.isArray(value) && value.length <= 200 && value.every(isHeld)),
  durations: (value) => isAbsent(value) || isDurations(value),
};

/**
 * Parses a stored record, of `stackId` or, without one, of any stack. A record says what was, and any branch's job may write that of any
 * preview: each value has to have the form that our own deploys give it. An invalid one throws rather than reading as "none", because
 * cleanup would lose `keepUntil`.
 *
 * @throws PreviewError `record-unreadable`
 */
export function readRecord(
  text: string,
  { bucket, targetId, stackId }: Omit<RecordLocation, 'stackId'> & Partial<RecordLocation>,
): PreviewRecord {
  const refuse = (why: string) =>
    new PreviewError('record-unreadable', `the record of ${targetId} in ${bucket} cannot be read: ${why}`, {
      fault: 'world',
      hint: 'Use the release that wrote it, or delete that object: the next deploy writes it again and seeds again.',
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
    // JSON.parse takes more levels than JSON.stringify: what cannot be written again is refused now.
    JSON.stringify(value);
  } catch {
    throw refuse('it is not JSON, or too large');
  }
  if (!isObject(value)) throw refuse('it is not an object');
  for (const [key, test] of Object.entries(shape)) {
    if (!test(Object.hasOwn(value, key) ? value[key] : undefined)) throw refuse(`"${key}" is not what it should be`);
  }
  // Every key was tested above.
  const record = value as unknown as PreviewRecord;
  if (stackId !== undefined && record.stackId !== stackId) throw refuse('it belongs to another stack');
  return record;
}
