import { createHash } from 'node:crypto';
import type { JsonInput } from '../http/json-service';
import { attributesIn, type MessageAttribute } from './message-limits';
import type { Message } from './queues';

/** A message as its receiver asked for it: attributes of both kinds come only when they are named. */
export function drawMessage(message: Message, input: JsonInput): object {
  const { id, body, receipt, sentAt, receiveCount, firstReceivedAt } = message;
  const system = {
    SenderId: 'AIDALOCALLOCALLOCAL00',
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  };
  const names = [...namesIn(input.AttributeNames), ...namesIn(input.MessageSystemAttributeNames)];
  const shown = Object.entries(system).filter(([name]) => names.includes('All') || names.includes(name));
  const wanted = namesIn(input.MessageAttributeNames);
  const sent = attributesIn({ MessageAttributes: message.attributes });
  const attributes = Object.fromEntries(Object.entries(sent).filter(([name]) => wanted.some((one) => fits(one, name))));
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    ...(shown.length > 0 && { Attributes: Object.fromEntries(shown) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: md5OfAttributes(attributes),
    }),
  };
}

export function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** SQS itself checks with it; it protects nothing. */
export function md5(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}

/** By name: length and bytes of name, type and value, with one byte before the value that says which kind it is. */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttribute>>): string {
  const pieces: Buffer[] = [];
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    pieces.push(length, bytes);
  };
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { DataType = '', StringValue, BinaryValue = '' }] of sorted) {
    const isBinary = DataType.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    pieces.push(Buffer.from([isBinary ? 2 : 1]));
    add(isBinary ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue ?? ''));
  }
  return md5(Buffer.concat(pieces));
}

/** `All`, `.*`, a name, or the beginning of names: `He.*`. */
function fits(wanted: string, name: string): boolean {
  return wanted === 'All' || wanted === name || (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2)));
}
