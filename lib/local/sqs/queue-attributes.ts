import { AwsError } from '../http/aws-error';
import type { Queue, Queues } from './queues';
import { invalidParameter } from './sqs-error';

/** Least and most of the attributes that are numbers. */
const numbers: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};
/** An empty text clears these. */
const clearable = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId'];
const settable = [...Object.keys(numbers), ...clearable, 'SqsManagedSseEnabled'];

/** Of a queue made today (recorded: LocalStack, test_set_queue_attributes_default_values, 2025-12-10). */
const defaults: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};

/** Those that GetQueueAttributes may be asked for. */
export const attributeNames: readonly string[] = [
  ...settable,
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];

/** Throws AwsError for an attribute that SQS refuses. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = numbers[name];
    if (!settable.includes(name)) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
    const number = Number(value);
    if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1])) {
      throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
    }
  }
  if (attributes.KmsMasterKeyId && attributes.SqsManagedSseEnabled === 'true') {
    // LocalStack, test_sse_kms_and_sqs_are_mutually_exclusive, 2022-08-01.
    const message =
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.';
    throw new AwsError('InvalidAttributeName', message);
  }
  const redrive = redriveOf(attributes);
  if (redrive && !/^arn:[\w-]+:sqs:[\w-]+:\d+:[\w.-]+$/.test(redrive.deadLetterTargetArn)) {
    // LocalStack, test_invalid_dead_letter_arn_rejected_before_lookup, 2022-08-21.
    throw invalidParameter(
      `Value ${attributes.RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: Invalid value for deadLetterTargetArn.`,
    );
  }
  if (attributes.RedrivePolicy && !redrive) {
    // The code is recorded (LocalStack, test_redrive_policy_attribute_validity), the words are not.
    throw invalidParameter(`Value ${attributes.RedrivePolicy} for parameter RedrivePolicy is invalid.`);
  }
}

/** What a queue's attributes are after a change. */
export function changedAttributes(
  former: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const next = { ...former, ...change };
  if (former.KmsMasterKeyId !== undefined || next.KmsMasterKeyId) {
    // A key of the account's own takes the place of SQS's; it does not come back by itself.
    next.SqsManagedSseEnabled = 'false';
  }
  if (next.KmsMasterKeyId === '') {
    delete next.KmsDataKeyReusePeriodSeconds;
  }
  return Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== '' || !clearable.includes(name)));
}

/** The first attribute whose value is not the queue's; values that were never set count with their defaults. */
export function differingAttribute(
  has: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): string | undefined {
  return Object.keys(wanted).find((name) => (has[name] ?? defaults[name] ?? '') !== wanted[name]);
}

export function shownAttributes(queue: Queue, counts: ReturnType<Queues['counts']>): Readonly<Record<string, string>> {
  const seconds = (time: number) => String(Math.floor(time / 1000));
  return {
    ...defaults,
    ...(queue.attributes.KmsMasterKeyId === undefined ? {} : { KmsDataKeyReusePeriodSeconds: '300' }),
    ...queue.attributes,
    QueueArn: queue.arn,
    CreatedTimestamp: seconds(queue.createdAt),
    LastModifiedTimestamp: seconds(queue.modifiedAt ?? queue.createdAt),
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.hidden),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
  };
}

export function numberAttribute(attributes: Readonly<Record<string, string>>, name: string): number {
  return Number(attributes[name] ?? defaults[name]);
}

/** Where messages go that were received too often; undefined when nowhere is said. */
export function redriveOf(
  attributes: Readonly<Record<string, string>>,
): { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | undefined {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(attributes.RedrivePolicy || '{}') as Record<
      string,
      unknown
    >;
    const most = Number(maxReceiveCount);
    return typeof deadLetterTargetArn === 'string' && most >= 1 && most <= 1000
      ? { deadLetterTargetArn, maxReceiveCount: most }
      : undefined;
  } catch {
    return undefined;
  }
}
