import { openQueues } from '../../../lib/local/sqs/open-queues';
import { queuesService } from '../../../lib/local/sqs/sqs-service';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

let served: ServedServices;
const call = (operation: string, input: object) => served.json('sqs', `AmazonSQS.${operation}`, input);
let url = '';
beforeAll(async () => {
  const options = { journal: memoryJournal(), accountId: '123456789012', endpoint: () => 'http://127.0.0.1:1' };
  served = await serveServices(queuesService({ queues: openQueues(options) }));
  ({ QueueUrl: url } = (await call('CreateQueue', { QueueName: 'jobs' })) as { QueueUrl: string });
});
afterAll(() => served.close());

async function receive(more: object = {}): Promise<Record<string, unknown>[]> {
  return ((await call('ReceiveMessage', { QueueUrl: url, ...more })).Messages ?? []) as Record<string, unknown>[];
}

test('a message that was sent is received once, and gone when it is deleted', async () => {
  const { MessageId, MD5OfMessageBody } = await call('SendMessage', { QueueUrl: url, MessageBody: 'hello' });
  const [message] = await receive();
  expect(message).toMatchObject({ MessageId, Body: 'hello', MD5OfBody: MD5OfMessageBody });
  expect(MD5OfMessageBody).toBe('5d41402abc4b2a76b9719d911017c592');
  expect(await receive()).toEqual([]);
  await call('DeleteMessage', { QueueUrl: url, ReceiptHandle: message?.ReceiptHandle });
  expect((await call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] })).Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test('a message that is shown again is received again, and counted', async () => {
  await call('SendMessage', { QueueUrl: url, MessageBody: 'again' });
  const [first] = await receive();
  await call('ChangeMessageVisibility', { QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 });
  const [second] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  expect(second?.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
  await call('DeleteMessage', { QueueUrl: url, ReceiptHandle: second?.ReceiptHandle });
});

test('who waits gets a message as soon as one comes', async () => {
  const waiting = receive({ WaitTimeSeconds: 5 });
  await call('SendMessage', { QueueUrl: url, MessageBody: 'soon' });
  expect((await waiting).map(({ Body }) => Body)).toEqual(['soon']);
});

test('a queue that does not exist is said to', async () => {
  expect(await call('SendMessage', { QueueUrl: 'http://127.0.0.1:1/1/absent', MessageBody: 'x' })).toMatchObject({
    __type: 'com.amazonaws.sqs#QueueDoesNotExist',
  });
});

test.each([
  [{ QueueName: 'jobs.fifo' }, 'standard queues only'],
  [{ QueueName: 'a b' }, 'alphanumeric'],
  [{ QueueName: 'x', Attributes: { VisibilityTimeout: '43201' } }, 'VisibilityTimeout'],
  [{ QueueName: 'x', Attributes: { Nonsense: '1' } }, 'Unknown Attribute'],
  [{ QueueName: 'x', Attributes: { RedrivePolicy: '{}' } }, 'RedrivePolicy'],
  [{ QueueName: 'jobs', Attributes: { VisibilityTimeout: '1' } }, 'already exists'],
])('%j is refused', async (input, words) => {
  expect((await call('CreateQueue', input)).message).toContain(words);
});

test('a queue may have a name that objects have from birth', async () => {
  for (const name of ['__proto__', 'constructor']) {
    expect(await call('GetQueueUrl', { QueueName: name })).toMatchObject({
      __type: 'com.amazonaws.sqs#QueueDoesNotExist',
    });
    await call('CreateQueue', { QueueName: name });
    expect(await call('GetQueueUrl', { QueueName: name })).toEqual({
      QueueUrl: `http://127.0.0.1:1/123456789012/${name}`,
    });
    await call('DeleteQueue', { QueueUrl: name });
  }
});

test.each([
  ['SendMessage', { MessageBody: 'x', DelaySeconds: 901 }],
  ['ReceiveMessage', { MaxNumberOfMessages: -1 }],
  ['ReceiveMessage', { WaitTimeSeconds: 1e9 }],
  ['ChangeMessageVisibility', { ReceiptHandle: 'x', VisibilityTimeout: 43_201 }],
])('%s with %j is refused', async (operation, input) => {
  expect(await call(operation, { QueueUrl: url, ...input })).toMatchObject({
    __type: 'com.amazon.coral.service#InvalidParameterValueException',
  });
});
