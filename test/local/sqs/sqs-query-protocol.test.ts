import { elementOf, elementsOf, parseXml, textOf, textsOf } from '../../../lib/local/http/parse-xml';
import { openQueueWorld } from './queue-world';

/*
 * O1: SQS answers its older clients in XML. Names of elements: the query model of botocore 1.29.27 (November 2022), the last protocol of
 * boto3 before 1.28.82. Values: LocalStack's recordings of AWS, tests/aws/services/sqs/test_sqs.snapshot.json at 8b9a79f, 2024-04-30.
 */
let world: Awaited<ReturnType<typeof openQueueWorld>>;
const url = 'http://127.0.0.1:1/123456789012/jobs';
beforeAll(async () => {
  world = await openQueueWorld();
  await call('CreateQueue', {
    QueueName: 'jobs',
    'Attribute.1.Name': 'VisibilityTimeout',
    'Attribute.1.Value': '0',
    'Tag.1.Key': 'team',
    'Tag.1.Value': 'a&b',
  });
});
afterAll(() => world.close());

async function call(Action: string, more: Record<string, string> = {}) {
  return parseXml(await world.served.query('sqs', { Action, Version: '2012-11-05', ...more }));
}
const result = async (action: string, more: Record<string, string> = {}) =>
  elementOf(await call(action, { QueueUrl: url, ...more }), `${action}Result`) ?? {};

test('O1: a queue is made, found and listed', async () => {
  expect(await result('GetQueueUrl', { QueueName: 'jobs' })).toEqual({ QueueUrl: url });
  expect(textsOf(await result('ListQueues', { QueueNamePrefix: 'jo' }), 'QueueUrl')).toEqual([url]);
  const tags = elementsOf(await result('ListQueueTags'), 'Tag');
  expect(tags.map((tag) => [textOf(tag, 'Key'), textOf(tag, 'Value')])).toEqual([['team', 'a&b']]);
  const attributes = elementsOf(
    await result('GetQueueAttributes', { 'AttributeName.1': 'VisibilityTimeout' }),
    'Attribute',
  );
  expect(attributes).toEqual([{ Name: 'VisibilityTimeout', Value: '0' }]);
});

test('O1: a message goes there and back with its attributes (test_receive_message_attribute_names_filters, 2024-06-04)', async () => {
  const sent = await result('SendMessage', {
    MessageBody: 'msg',
    'MessageAttribute.1.Name': 'Foo',
    'MessageAttribute.1.Value.DataType': 'String',
    'MessageAttribute.1.Value.StringValue': 'Bar',
  });
  expect(sent).toMatchObject({
    MD5OfMessageBody: '6e2baaf3b97dbeef01c0043275f9a0e7',
    MD5OfMessageAttributes: 'ae7155c6026991b6d54b11589678bf9c',
  });
  const all = { 'AttributeName.1': 'SenderId', 'MessageAttributeName.1': 'All' };
  const [message] = elementsOf(await result('ReceiveMessage', all), 'Message');
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'msg',
    Attribute: { Name: 'SenderId' },
    MessageAttribute: { Name: 'Foo', Value: { DataType: 'String', StringValue: 'Bar' } },
    MD5OfMessageAttributes: 'ae7155c6026991b6d54b11589678bf9c',
  });
  const gone = await call('DeleteMessage', { QueueUrl: url, ReceiptHandle: String(message?.ReceiptHandle) });
  expect(gone).toEqual({ ResponseMetadata: { RequestId: 'test-request' } });
  expect(await world.served.query('sqs', { Action: 'ReceiveMessage', QueueUrl: url })).toContain(
    '<ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ReceiveMessageResult/>',
  );
});

test('O1: a batch names what succeeded and what failed', async () => {
  const answer = await result('SendMessageBatch', {
    'SendMessageBatchRequestEntry.1.Id': 'good',
    'SendMessageBatchRequestEntry.1.MessageBody': 'x',
    'SendMessageBatchRequestEntry.2.Id': 'bad',
    'SendMessageBatchRequestEntry.2.MessageBody': '\u0001',
  });
  expect(answer).toMatchObject({
    SendMessageBatchResultEntry: { Id: 'good', MD5OfMessageBody: '9dd4e461268c8034f5c8564e155c67a6' },
    BatchResultErrorEntry: { Id: 'bad', Code: 'InvalidMessageContents', SenderFault: 'true' },
  });
  const deleted = await result('DeleteMessageBatch', {
    'DeleteMessageBatchRequestEntry.1.Id': 'one',
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle': 'x',
  });
  expect(deleted).toEqual({ DeleteMessageBatchResultEntry: { Id: 'one' } });
});

test('O1: a missing queue is refused in XML, in the words of this protocol (test_non_existent_queue, 2024-04-30)', async () => {
  const answer = await call('GetQueueAttributes', { QueueUrl: 'http://127.0.0.1:1/123456789012/absent' });
  expect(answer.Error).toEqual({
    Type: 'Sender',
    Code: 'AWS.SimpleQueueService.NonExistentQueue',
    Message: 'The specified queue does not exist for this wsdl version.',
    Detail: '',
  });
});

test('O1: the address names the queue where the form does not, and a GET has its form there too', async () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0';
  const path = '/123456789012/jobs?Action=GetQueueAttributes&AttributeName.1=QueueArn';
  const answer = await fetch(world.served.endpoint + path, { headers: { authorization } });
  expect(await answer.text()).toContain('<Value>arn:aws:sqs:eu-central-1:123456789012:jobs</Value>');
});

test.each(['Nothing', 'constructor', ''])('O1: the action "%s" is refused', async (action) => {
  expect(await call(action)).toMatchObject({ Error: { Code: 'InvalidAction' } });
});

test('O1: names that mean something in JavaScript are names', async () => {
  const form = { 'Attribute.1.Name': '__proto__', 'Attribute.1.Value': '1', 'constructor.1': 'x' };
  expect(await call('SetQueueAttributes', { QueueUrl: url, ...form })).toMatchObject({
    Error: { Code: 'InvalidAttributeName', Message: 'Unknown Attribute __proto__.' },
  });
});
