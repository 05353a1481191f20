import { createHash } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService } from '../http/json-service';
import type { Service } from '../http/service';
import type { Message, Queue, Queues } from './queues';

/** SQS over the wire, as its clients speak it today: JSON. */
export function queuesService({ queues }: { readonly queues: Queues }): Service {
  const asked = (input: JsonInput): Queue => queues.find(String(input.QueueUrl ?? '')) ?? missing();
  return jsonService({
    scopes: ['sqs'],
    version: '1.0',
    operations: {
      CreateQueue(input, { region }) {
        const attributes = textsIn(input.Attributes);
        const { url } = queues.create({
          name: String(input.QueueName ?? ''),
          region,
          attributes,
          tags: textsIn(input.tags),
        });
        return { QueueUrl: url };
      },
      DeleteQueue(input) {
        queues.delete(asked(input).name);
        return {};
      },
      GetQueueUrl: (input) => ({ QueueUrl: (queues.find(String(input.QueueName ?? '')) ?? missing()).url }),
      ListQueues(input) {
        const prefix = String(input.QueueNamePrefix ?? '');
        return { QueueUrls: queues.list().flatMap(({ name, url }) => (name.startsWith(prefix) ? [url] : [])) };
      },
      GetQueueAttributes(input) {
        const all = attributesOf(asked(input), queues);
        const names = Array.isArray(input.AttributeNames) ? input.AttributeNames.map(String) : [];
        const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
        return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
      },
      SetQueueAttributes(input) {
        queues.change(asked(input).name, textsIn(input.Attributes));
        return {};
      },
      ListQueueTags: (input) => ({ Tags: asked(input).tags }),
      PurgeQueue(input) {
        queues.purge(asked(input).name);
        return {};
      },
      SendMessage: (input) => sent(queues, asked(input).name, input),
      SendMessageBatch(input) {
        const { name } = asked(input);
        const entries = Array.isArray(input.Entries) ? (input.Entries as JsonInput[]) : [];
        return { Successful: entries.map((entry) => ({ Id: entry.Id, ...sent(queues, name, entry) })), Failed: [] };
      },
      async ReceiveMessage(input) {
        const { name, attributes } = asked(input);
        const wait = numberIn(input, 'WaitTimeSeconds', attributes.ReceiveMessageWaitTimeSeconds ?? 0, [0, 20]);
        const messages = await queues.receive(name, {
          most: numberIn(input, 'MaxNumberOfMessages', 1, [1, 10]),
          waitMs: wait * 1000,
          ...(input.VisibilityTimeout !== undefined && {
            visibility: numberIn(input, 'VisibilityTimeout', 0, [0, 43_200]),
          }),
        });
        return messages.length === 0 ? {} : { Messages: messages.map(draw) };
      },
      DeleteMessage(input) {
        queues.remove(asked(input).name, String(input.ReceiptHandle ?? ''));
        return {};
      },
      DeleteMessageBatch(input) {
        const { name } = asked(input);
        const entries = Array.isArray(input.Entries) ? (input.Entries as JsonInput[]) : [];
        for (const { ReceiptHandle } of entries) {
          queues.remove(name, String(ReceiptHandle ?? ''));
        }
        return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
      },
      ChangeMessageVisibility(input) {
        const seconds = numberIn(input, 'VisibilityTimeout', 0, [0, 43_200]);
        queues.hide(asked(input).name, String(input.ReceiptHandle ?? ''), seconds);
        return {};
      },
    },
  });
}

function sent(queues: Queues, name: string, input: JsonInput): object {
  const body = String(input.MessageBody ?? '');
  if (body === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  const attributes = (input.MessageAttributes ?? {}) as Record<string, unknown>;
  const delay = input.DelaySeconds === undefined ? {} : { delay: numberIn(input, 'DelaySeconds', 0, [0, 900]) };
  return { MessageId: queues.send(name, body, { attributes, ...delay }), MD5OfMessageBody: md5(body) };
}

function draw({ id, body, attributes, receipt, sentAt, receiveCount, firstReceivedAt }: Message): object {
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    Body: body,
    MD5OfBody: md5(body),
    Attributes: {
      SentTimestamp: String(sentAt),
      ApproximateReceiveCount: String(receiveCount),
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    },
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

function attributesOf(queue: Queue, queues: Queues): Record<string, string> {
  const { visible, hidden, delayed } = queues.counts(queue.name);
  return {
    VisibilityTimeout: '30',
    DelaySeconds: '0',
    MessageRetentionPeriod: '345600',
    ReceiveMessageWaitTimeSeconds: '0',
    ...queue.attributes,
    QueueArn: queue.arn,
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

function numberIn(input: JsonInput, name: string, otherwise: number | string, [least, most]: [number, number]): number {
  const value = Number(input[name] ?? otherwise);
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${String(input[name])} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
    );
  }
  return value;
}

function textsIn(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]));
}

/** SQS itself checks with it; it protects nothing. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function missing(): never {
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}
