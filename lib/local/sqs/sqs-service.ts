import { AwsError } from '../http/aws-error';
import { type InputShape, type JsonInput, type JsonOperation, jsonService } from '../http/json-service';
import { pageOf } from '../http/page';
import type { Service, ServiceRequest } from '../http/service';
import { drawMessage, md5, md5OfAttributes, namesIn } from './draw-message';
import { attributesIn, bodyOf, checkBatchSize, checkMessage, entriesOf } from './message-limits';
import { drawAnswer, inputOf } from './query-protocol';
import { attributeNames, shownAttributes } from './queue-attributes';
import type { Queue, Queues } from './queues';
import { drawJsonError, drawQueryError, invalidParameter, noSuchQueue, queryCode } from './sqs-error';

const message: InputShape = {
  ...{ Id: 'text', MessageBody: 'text', DelaySeconds: 'number', ReceiptHandle: 'text' },
  MessageAttributes: { '*': { DataType: 'text', StringValue: 'text', BinaryValue: 'text' } },
};
/** The members that are read here, after the service model of botocore 1.43.107. */
const inputShape: InputShape = {
  ...message,
  ...{ QueueUrl: 'text', QueueName: 'text', QueueNamePrefix: 'text', NextToken: 'text', MaxResults: 'number' },
  ...{ MaxNumberOfMessages: 'number', VisibilityTimeout: 'number', WaitTimeSeconds: 'number' },
  ...{ AttributeNames: ['text'], MessageSystemAttributeNames: ['text'], MessageAttributeNames: ['text'] },
  ...{ Attributes: { '*': 'text' }, tags: { '*': 'text' }, Entries: [message] },
};

/** SQS over the wire, in both protocols that its clients speak: JSON, and the query protocol of the older ones. */
export function queuesService({ queues }: { readonly queues: Queues }): Service {
  const operations = operationsOf(queues);
  const json = jsonService({ scopes: ['sqs'], version: '1.0', operations, input: inputShape });
  return {
    ...json,
    operationOf: async (request) =>
      isJson(request) ? json.operationOf(request) : ((await formOf(request)).get('Action') ?? ''),
    async handle(request) {
      if (isJson(request)) {
        return json.handle(request);
      }
      const form = await formOf(request);
      const name = form.get('Action') ?? '';
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) {
        throw new AwsError('UnknownOperationException', `The action ${name} is not valid for this endpoint.`);
      }
      const output = await operation(inputOf(form, request.path), request);
      const body = drawAnswer(name, output, request.requestId);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
    drawError: (error, request) => (isJson(request) ? drawJsonError(error) : drawQueryError(error, request)),
  };
}

function isJson({ headers }: ServiceRequest): boolean {
  return headers['x-amz-target'] !== undefined;
}

async function formOf(request: ServiceRequest): Promise<URLSearchParams> {
  return request.method === 'POST' ? new URLSearchParams(await request.text()) : request.query;
}

function operationsOf(queues: Queues): Readonly<Record<string, JsonOperation>> {
  const asked = (input: JsonInput): Queue => queues.find(String(input.QueueUrl ?? '')) ?? noSuchQueue();
  return {
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
    GetQueueUrl: (input) => ({ QueueUrl: (queues.find(String(input.QueueName ?? '')) ?? noSuchQueue()).url }),
    ListQueues(input) {
      const prefix = String(input.QueueNamePrefix ?? '');
      const all = queues.list().flatMap(({ name, url }) => (name.startsWith(prefix) ? [url] : []));
      const size = numberIn(input, 'MaxResults', 1000, [1, 1000]);
      const token = input.NextToken === undefined ? undefined : String(input.NextToken);
      const { items, next } = pageOf(all, { token, size, invalidToken: 'InvalidParameterValueException' });
      // SQS gives a token to those alone who asked for pages.
      const NextToken = input.MaxResults === undefined ? undefined : next;
      return { ...(items.length > 0 && { QueueUrls: items }), ...(NextToken !== undefined && { NextToken }) };
    },
    GetQueueAttributes(input) {
      const queue = asked(input);
      const all = shownAttributes(queue, queues.counts(queue.name));
      const names = namesIn(input.AttributeNames);
      const unknown = names.find((name) => name !== 'All' && !attributeNames.includes(name));
      if (unknown !== undefined) {
        throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
      }
      const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
      return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
    },
    SetQueueAttributes(input) {
      queues.change(asked(input).name, textsIn(input.Attributes));
      return {};
    },
    ListQueueTags(input) {
      const { tags } = asked(input);
      return Object.keys(tags).length > 0 ? { Tags: tags } : {};
    },
    PurgeQueue(input) {
      queues.purge(asked(input).name);
      return {};
    },
    SendMessage: (input) => sent(queues, asked(input), input),
    SendMessageBatch(input) {
      const queue = asked(input);
      const entries = entriesOf('SendMessageBatch', input);
      checkBatchSize(entries);
      return batch(entries, (entry) => sent(queues, queue, entry, 'cannot be validated'));
    },
    async ReceiveMessage(input) {
      const { name, attributes } = asked(input);
      const most = numberIn(input, 'MaxNumberOfMessages', 1, [1, 10], 'Must be between 1 and 10, if provided.');
      const wait = numberIn(input, 'WaitTimeSeconds', attributes.ReceiveMessageWaitTimeSeconds ?? 0, [0, 20]);
      const messages = await queues.receive(name, {
        most,
        waitMs: wait * 1000,
        ...(input.VisibilityTimeout !== undefined && {
          visibility: numberIn(input, 'VisibilityTimeout', 0, [0, 43_200]),
        }),
      });
      return messages.length === 0 ? {} : { Messages: messages.map((message) => drawMessage(message, input)) };
    },
    DeleteMessage(input) {
      queues.remove(asked(input).name, String(input.ReceiptHandle ?? ''));
      return {};
    },
    DeleteMessageBatch(input) {
      const { name } = asked(input);
      return batch(entriesOf('DeleteMessageBatch', input), ({ ReceiptHandle }) => {
        queues.remove(name, String(ReceiptHandle ?? ''));
        return {};
      });
    },
    ChangeMessageVisibility(input) {
      const seconds = numberIn(input, 'VisibilityTimeout', 0, [0, 43_200]);
      queues.hide(asked(input).name, String(input.ReceiptHandle ?? ''), seconds);
      return {};
    },
  };
}

/** Each entry succeeds or fails alone; a list without entries is left out, as SQS does. */
function batch(entries: readonly JsonInput[], handle: (entry: JsonInput) => object): object {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...handle(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      Failed.push({ Id: entry.Id, Code: queryCode(error), Message: error.message, SenderFault: true });
    }
  }
  return { ...(Successful.length > 0 && { Successful }), ...(Failed.length > 0 && { Failed }) };
}

function sent(queues: Queues, { name, attributes: settings }: Queue, input: JsonInput, words?: string): object {
  checkMessage(input, Number(settings.MaximumMessageSize ?? 1_048_576), words);
  const body = bodyOf(input);
  const attributes = attributesIn(input);
  const delay = input.DelaySeconds === undefined ? {} : { delay: numberIn(input, 'DelaySeconds', 0, [0, 900]) };
  return {
    MessageId: queues.send(name, body, { attributes: { ...attributes }, ...delay }),
    MD5OfMessageBody: md5(body),
    ...(Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

function numberIn(
  input: JsonInput,
  name: string,
  otherwise: number | string,
  [least, most]: [number, number],
  reason = `Must be >= ${least} and <= ${most}, if provided.`,
): number {
  const value = Number(input[name] ?? otherwise);
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw invalidParameter(`Value ${String(input[name])} for parameter ${name} is invalid. Reason: ${reason}`);
  }
  return value;
}

function textsIn(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([name, one]) => [name, String(one)]));
}
