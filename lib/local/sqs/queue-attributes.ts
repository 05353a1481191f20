import { AwsError } from '../http/aws-error';

/** Least and most of the attributes that are numbers. */
const numbers: Readonly<Record<string, readonly [number, number]>> = {
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  VisibilityTimeout: [0, 43_200],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};
const others = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId', 'SqsManagedSseEnabled'];

/** Throws AwsError for an attribute that SQS refuses. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const range = numbers[name];
    if (!range && !others.includes(name)) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
    const number = Number(value);
    if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1])) {
      throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
    }
  }
  if (attributes.RedrivePolicy !== undefined && !redriveOf(attributes)) {
    throw new AwsError('InvalidAttributeValue', 'Invalid value for the parameter RedrivePolicy.');
  }
}

export function numberAttribute(attributes: Readonly<Record<string, string>>, name: string, otherwise: number): number {
  const value = attributes[name];
  return value === undefined ? otherwise : Number(value);
}

/** Where messages go that were received too often; undefined when nowhere is said. */
export function redriveOf(
  attributes: Readonly<Record<string, string>>,
): { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | undefined {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(attributes.RedrivePolicy ?? '{}') as Record<
      string,
      unknown
    >;
    const most = Number(maxReceiveCount);
    return typeof deadLetterTargetArn === 'string' && most >= 1
      ? { deadLetterTargetArn, maxReceiveCount: most }
      : undefined;
  } catch {
    return undefined;
  }
}
