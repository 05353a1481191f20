import type { JsonInput } from '../http/json-service';
import { QueryParams } from '../http/query-params';
import { renderXml, xmlHead } from '../http/render-xml';
import { sqsNamespace } from './sqs-error';

/**
 * The two protocols hold the same input and output under other names. Names: SQS's query model of botocore 1.29.27.
 * Old clients (boto3 before 1.28.82, Java 1, PHP, Ruby) speak this one alone.
 */
const lists: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
};

const maps: Readonly<Record<string, string>> = {
  Attribute: 'Attributes',
  MessageAttribute: 'MessageAttributes',
  Tag: 'tags',
};

/** Operations that answer nothing: no result element. */
const silent = ['DeleteQueue', 'SetQueueAttributes', 'PurgeQueue', 'DeleteMessage', 'ChangeMessageVisibility'];

const elements: Readonly<Record<string, string>> = {
  QueueUrls: 'QueueUrl',
  Messages: 'Message',
  Failed: 'BatchResultErrorEntry',
  Attributes: 'Attribute',
  MessageAttributes: 'MessageAttribute',
  Tags: 'Tag',
};

type Parameter = string | { readonly [name: string]: Parameter };

/** The input of a form as the JSON protocol would have carried it. Numbers stay text. */
export function inputOf(form: URLSearchParams, path: string): JsonInput {
  const input = structure(QueryParams.parse(form, 'MissingRequiredParameterException').plain() as Parameter);
  // Some clients name the queue by the address that they send to alone.
  return input.QueueUrl === undefined && path !== '/' ? { ...input, QueueUrl: path } : input;
}

/** An operation's answer as XML. */
export function drawAnswer(operation: string, output: object, requestId: string): string {
  const result = silent.includes(operation) ? {} : { [`${operation}Result`]: named(operation, output) };
  const body = { ...result, ResponseMetadata: { RequestId: requestId } };
  return xmlHead + renderXml(`${operation}Response`, body, { xmlns: sqsNamespace, member: '' });
}

function structure(node: Parameter): Record<string, unknown> {
  const entries = typeof node === 'string' ? [] : Object.entries(node);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (typeof value === 'string') {
        return [name, value];
      }
      const numbered = Object.entries(value).sort(([a], [b]) => Number(a) - Number(b));
      const items = numbered.map(([, item]) => item);
      if (Object.hasOwn(maps, name)) {
        return [maps[name], Object.fromEntries(items.map(pair))];
      }
      return [
        Object.hasOwn(lists, name) ? lists[name] : name,
        items.map((item) => (typeof item === 'string' ? item : structure(item))),
      ];
    }),
  );
}

function pair(item: Parameter): [string, unknown] {
  const { Name, Key, Value = '' } = typeof item === 'string' ? {} : item;
  return [String(Name ?? Key ?? ''), typeof Value === 'string' ? Value : structure(Value)];
}

function named(operation: string, output: object): object {
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => {
      const element = name === 'Successful' ? `${operation}ResultEntry` : (elements[name] ?? name);
      if (Array.isArray(value)) {
        return [element, value.map((one) => (typeof one === 'object' ? named(operation, one) : one))];
      }
      if (typeof value !== 'object' || value === null) {
        return [element, value];
      }
      const key = name === 'Tags' ? 'Key' : 'Name';
      return [element, Object.entries(value).map(([Name, Value]) => ({ [key]: Name, Value }))];
    }),
  );
}
