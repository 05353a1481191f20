import { PreviewError } from '../../errors';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isAbsent: Test = (value) => value === undefined;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts: Test = (value) => isObject(value) && Object.values(value).every(isText);

const shape: Readonly<Record<keyof PreviewRecord, Test>> = {
  format: (value) => value === 1,
  stackId: isText,
  branch: (value) => isAbsent(value) || isText(value),
  commit: isText,
  deploys: (value) =>
    Array.isArray(value) &&
    value.every((one) => isObject(one) && isText(one.at) && isText(one.commit) && isTexts(one.bundles)),
  seed: (value) =>
    isObject(value) && ['none', 'started', 'done'].some((state) => state === value.state) && isText(value.database),
  platforms: isTexts,
  platformNames: (value) => isAbsent(value) || isTexts(value),
  snapshot: (value) =>
    isAbsent(value) ||
    (isObject(value) &&
      isText(value.id) &&
      isText(value.credentials) &&
      (isAbsent(value.newestOf) || isText(value.newestOf))),
  keepUntil: (value) => isAbsent(value) || (isText(value) && !Number.isNaN(Date.parse(String(value)))),
  asleep: (value) => typeof value === 'boolean',
};

/**
 * Parses a stored record, of `stackId` or, without one, of any stack. An invalid one throws rather than reading as "none", because cleanup
 * would lose `keepUntil`.
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
  } catch {
    throw refuse('it is not JSON');
  }
  if (!isObject(value)) throw refuse('it is not an object');
  for (const [key, test] of Object.entries(shape)) {
    if (!test(value[key])) throw refuse(`"${key}" is not what it should be`);
  }
  // Every key was tested above.
  const record = value as unknown as PreviewRecord;
  if (stackId !== undefined && record.stackId !== stackId) throw refuse('it belongs to another stack');
  return record;
}
