import { AwsError } from '../http/aws-error';
import type { JsonInput } from '../http/json-service';
import { invalidParameter } from './sqs-error';

/** Of one message, and of all messages of a batch together (LocalStack, test_send_message_batch_with_oversized_contents, 2025-08-19). */
const mostBytes = 1_048_576;
const mostEntries = 10;
const mostAttributes = 10;

/** The entries of a batch. Throws AwsError as SQS does, in recorded words (LocalStack, test_sqs.snapshot.json, 2024-04-30). */
export function entriesOf(operation: string, input: JsonInput): readonly JsonInput[] {
  const entries = Array.isArray(input.Entries) ? (input.Entries as JsonInput[]) : [];
  if (entries.length === 0) {
    const message = `There should be at least one ${operation}RequestEntry in the request.`;
    throw new AwsError('EmptyBatchRequest', message);
  }
  if (entries.length > mostEntries) {
    const message = `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`;
    throw new AwsError('TooManyEntriesInBatchRequest', message);
  }
  const ids = new Set<unknown>();
  for (const { Id } of entries) {
    if (typeof Id !== 'string' || !/^[\w-]{1,80}$/.test(Id)) {
      const message =
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.';
      throw new AwsError('InvalidBatchEntryId', message);
    }
    if (ids.has(Id)) {
      throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    }
    ids.add(Id);
  }
  return entries;
}

/** Throws AwsError BatchRequestTooLong. */
export function checkBatchSize(entries: readonly JsonInput[]): void {
  const sum = entries.reduce((bytes, entry) => bytes + messageSize(entry), 0);
  if (sum > mostBytes) {
    const message = `Batch requests cannot be longer than ${mostBytes} bytes. You have sent ${sum} bytes.`;
    throw new AwsError('BatchRequestTooLong', message);
  }
}

/** Body and attributes of a message that SQS takes. Throws AwsError. */
export function checkMessage(input: JsonInput, maximumMessageSize: number, words = 'are invalid'): void {
  const body = bodyOf(input);
  if (body === '') {
    throw new AwsError('MissingRequiredParameterException', 'The request must contain the parameter MessageBody.');
  }
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(body)) {
    const message =
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';
    throw new AwsError('InvalidMessageContents', message);
  }
  if (messageSize(input) > maximumMessageSize) {
    const message = `One or more parameters ${words}. Reason: Message must be shorter than ${maximumMessageSize} bytes.`;
    throw invalidParameter(message);
  }
  const attributes = Object.entries(attributesIn(input));
  if (attributes.length > mostAttributes) {
    const message = `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${mostAttributes}].`;
    throw invalidParameter(message);
  }
  for (const [name, attribute] of attributes) {
    checkAttribute(name, attribute);
  }
}

export interface MessageAttribute {
  readonly DataType?: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** The attributes of a message, with nothing in them but what SQS knows. */
export function attributesIn(input: JsonInput): Readonly<Record<string, MessageAttribute>> {
  const { MessageAttributes: all } = input;
  const entries = typeof all === 'object' && all !== null ? Object.entries(all) : [];
  return Object.fromEntries(
    entries.map(([name, one]) => {
      const known = ['DataType', 'StringValue', 'BinaryValue'].filter((key) => typeof one?.[key] === 'string');
      return [name, Object.fromEntries(known.map((key) => [key, one[key]]))];
    }),
  );
}

export function bodyOf(input: JsonInput): string {
  return String(input.MessageBody ?? '');
}

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute): void {
  if (!/^[\w.-]{1,255}$/.test(name)) {
    const message =
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ';
    throw invalidParameter(message);
  }
  const type = /^(String|Number|Binary)(\.|$)/.exec(DataType ?? '')?.[1];
  if (type === undefined) {
    const message = `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`;
    throw invalidParameter(message);
  }
  if (!(type === 'Binary' ? BinaryValue : StringValue)) {
    // Recorded: LocalStack, test_send_message_with_empty_string_attribute, 2024-04-30.
    throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${DataType}'.`);
  }
}

function messageSize(input: JsonInput): number {
  let size = Buffer.byteLength(bodyOf(input));
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributesIn(input))) {
    const value = StringValue ?? Buffer.from(BinaryValue ?? '', 'base64');
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType ?? '') + Buffer.byteLength(value);
  }
  return size;
}
