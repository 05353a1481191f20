import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { openQueueWorld, refusalOf } from './queue-world';

/*
 * What AWS answered, as LocalStack recorded it (tests/aws/services/sqs/test_sqs.snapshot.json at 8b9a79f; test and date stand with
 * each row) and as Moto's aws_verified tests have it (tests/test_sqs/test_sqs.py at 0af643a, 2026-08-22).
 */
let world: Awaited<ReturnType<typeof openQueueWorld>>;
let count = 0;
beforeAll(async () => {
  world = await openQueueWorld();
});
afterAll(() => world.close());

async function queue(Attributes: Record<string, string> = {}): Promise<string> {
  count += 1;
  const { QueueUrl } = await world.client.send(new CreateQueueCommand({ QueueName: `queue-${count}`, Attributes }));
  return QueueUrl ?? '';
}
const attributes = async (QueueUrl: string) =>
  (await world.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};
const change = (QueueUrl: string, Attributes: Record<string, string>) =>
  world.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
const entries = (many: number) => Array.from({ length: many }, (_, index) => ({ Id: `e${index}`, MessageBody: 'x' }));

describe('O3: limits', () => {
  // The SDK knows no such error by name, and takes the code for one.
  const invalid = (message: string) => ['InvalidParameterValue', 'InvalidParameterValue', 400, message];
  const prefixed = (name: string, message: string, status = 400) => [
    name,
    `AWS.SimpleQueueService.${name}`,
    status,
    message,
  ];

  test('of a batch (test_too_many_entries_in_batch_request, test_delete_message_batch_with_too_large_batch, test_invalid_batch_id, 2024-04-30)', async () => {
    const QueueUrl = await queue();
    const send = (Entries: { Id: string; MessageBody: string }[]) =>
      refusalOf(world.client.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
    const tooMany = prefixed(
      'TooManyEntriesInBatchRequest',
      'Maximum number of entries per request are 10. You have sent 20.',
    );
    expect(await send(entries(20))).toEqual(tooMany);
    const Entries = entries(20).map(({ Id }) => ({ Id, ReceiptHandle: 'x' }));
    expect(await refusalOf(world.client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })))).toEqual(tooMany);
    const badId = prefixed(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
    for (const Id of ['', 'invalid:id', 'testLongId'.repeat(10)]) {
      expect(await send([{ Id, MessageBody: 'x' }])).toEqual(badId);
    }
    expect((await send([...entries(1), ...entries(1)]))[1]).toBe('AWS.SimpleQueueService.BatchEntryIdsNotDistinct');
    expect(await send([])).toEqual(
      prefixed('EmptyBatchRequest', 'There should be at least one SendMessageBatchRequestEntry in the request.'),
    );
    expect(await send(entries(10))).toEqual(['no error']);
  });

  test('of a message (test_send_oversized_message, 2025-08-19; test_send_message_with_updated_maximum_message_size, 2024-04-30)', async () => {
    const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
      refusalOf(world.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })));
    const tooLong = (bytes: number) =>
      invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${bytes} bytes.`);
    const large = await queue();
    const MessageAttributes = { k: { DataType: 'String', StringValue: 'x' } };
    expect(await send(large, 'a'.repeat(1_048_576 - 7), { MessageAttributes })).toEqual(tooLong(1_048_576));
    expect(await send(large, 'a'.repeat(1_048_576 - 8), { MessageAttributes })).toEqual(['no error']);
    const small = await queue({ MaximumMessageSize: '1024' });
    expect(await send(small, 'a'.repeat(1025))).toEqual(tooLong(1024));
    expect(await send(small, 'a'.repeat(1024))).toEqual(['no error']);
  });

  test('of the characters of a body (test_send_message_with_invalid_payload_characters; marked aws.validated at 8b9a79f)', async () => {
    const QueueUrl = await queue();
    for (const letter of ['\0', '\b', '\u0013', '\uffff']) {
      const sent = world.client.send(new SendMessageCommand({ QueueUrl, MessageBody: `Invalid-${letter}` }));
      expect((await refusalOf(sent))[1]).toBe('InvalidMessageContents');
    }
    const Entries = [...entries(2), { Id: '9', MessageBody: '\u0001' }];
    const { Failed, Successful } = await world.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect([Failed?.[0]?.Code, Successful?.length]).toEqual(['InvalidMessageContents', 2]);
  });

  test('of an empty body and attribute (test_send_empty_message, 2025-09-22; test_send_message_with_empty_string_attribute, 2024-04-30)', async () => {
    const QueueUrl = await queue();
    const send = (more: object) =>
      refusalOf(world.client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', ...more })));
    expect(await send({ MessageBody: '' })).toEqual([
      'MissingParameter',
      'MissingParameter',
      400,
      'The request must contain the parameter MessageBody.',
    ]);
    expect(await send({ MessageAttributes: { ErrorDetails: { DataType: 'String', StringValue: '' } } })).toEqual(
      invalid("Message (user) attribute 'ErrorDetails' must contain a non-empty value of type 'String'."),
    );
    expect((await send({ MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } }))[1]).toBe(
      'InvalidParameterValue',
    );
  });

  test('of what is received (test_send_receive_max_number_of_messages, 2024-04-30; test_send_receive_wait_time_seconds, 2025-02-10)', async () => {
    const QueueUrl = await queue();
    const receive = (more: object) => refusalOf(world.client.send(new ReceiveMessageCommand({ QueueUrl, ...more })));
    expect(await receive({ MaxNumberOfMessages: 11 })).toEqual(
      invalid('Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.'),
    );
    for (const WaitTimeSeconds of [21, -1]) {
      expect(await receive({ WaitTimeSeconds })).toEqual(
        invalid(
          `Value ${WaitTimeSeconds} for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.`,
        ),
      );
    }
  });
});

describe('O4: what SQS says by itself', () => {
  test('the attributes of a new queue, and of one whose key went (test_set_queue_attributes_default_values, 2025-12-10)', async () => {
    const QueueUrl = await queue();
    const fresh = {
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesDelayed: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      CreatedTimestamp: expect.stringMatching(/^\d+$/),
      DelaySeconds: '0',
      LastModifiedTimestamp: expect.stringMatching(/^\d+$/),
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '345600',
      QueueArn: expect.stringMatching(/^arn:aws:sqs:eu-central-1:123456789012:queue-\d+$/),
      ReceiveMessageWaitTimeSeconds: '0',
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
    };
    expect(await attributes(QueueUrl)).toEqual(fresh);
    const key = { KmsMasterKeyId: 'testKeyId', KmsDataKeyReusePeriodSeconds: '6000' };
    await change(QueueUrl, key);
    expect(await attributes(QueueUrl)).toEqual({ ...fresh, ...key, SqsManagedSseEnabled: 'false' });
    await change(QueueUrl, { KmsMasterKeyId: '' });
    expect(await attributes(QueueUrl)).toEqual({ ...fresh, SqsManagedSseEnabled: 'false' });
  });

  test('an empty policy clears it (test_set_empty_queue_policy, test_set_empty_redrive_policy, 2024-08-20)', async () => {
    const QueueUrl = await queue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:x:1:dead', maxReceiveCount: '42' });
    await change(QueueUrl, { Policy: '{}', RedrivePolicy });
    expect(await attributes(QueueUrl)).toMatchObject({ Policy: '{}', RedrivePolicy });
    await change(QueueUrl, { Policy: '', RedrivePolicy: '' });
    expect(Object.keys(await attributes(QueueUrl))).not.toEqual(expect.arrayContaining(['Policy']));
    expect(Object.keys(await attributes(QueueUrl))).not.toEqual(expect.arrayContaining(['RedrivePolicy']));
  });

  test('attributes of a message are those that were asked for (test_receive_message_attribute_names_filters, 2024-06-04; test_receive_message_message_attribute_names_filters, 2024-04-30)', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '0' });
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const MessageAttributes = { General: text('Kenobi'), Hello: text('There'), 'Help.Me': text('Me') };
    const sent = await world.client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'msg', MessageAttributes }));
    expect(sent.MD5OfMessageAttributes).toBe('4c360f3fdafd970e05fae2f149d997f5');
    const receive = async (more: object) =>
      (await world.client.send(new ReceiveMessageCommand({ QueueUrl, ...more }))).Messages?.[0] ?? {};
    expect(await receive({})).toEqual({
      Body: 'msg',
      MD5OfBody: '6e2baaf3b97dbeef01c0043275f9a0e7',
      MessageId: sent.MessageId,
      ReceiptHandle: expect.any(String),
    });
    const { Attributes } = await receive({ MessageSystemAttributeNames: ['All'] });
    expect(Object.keys(Attributes ?? {}).sort()).toEqual([
      'ApproximateFirstReceiveTimestamp',
      'ApproximateReceiveCount',
      'SenderId',
      'SentTimestamp',
    ]);
    expect(Object.keys((await receive({ AttributeNames: ['SenderId'] })).Attributes ?? {})).toEqual(['SenderId']);
    const md5 = async (MessageAttributeNames: string[]) =>
      (await receive({ MessageAttributeNames })).MD5OfMessageAttributes;
    expect(await md5(['All'])).toBe('4c360f3fdafd970e05fae2f149d997f5');
    expect(await md5(['.*'])).toBe('4c360f3fdafd970e05fae2f149d997f5');
    expect(await md5(['Hello', 'General'])).toBe('fca026605781cb4126a1e9044df24232');
    expect(await md5(['Foo', 'Hello'])).toBe('a311262e065454b75da111d535b8dacd');
    expect(await md5(['Hel.*'])).toBe('83fee93c1bcd8b9a5a923ffacdc636c7');
    expect(await md5(['Foo'])).toBeUndefined();
  });

  test('no queues are no list, and a list has pages (test_list_queues, test_list_queues_pagination; marked aws.validated at 8b9a79f)', async () => {
    const list = (more: object) => world.client.send(new ListQueuesCommand({ QueueNamePrefix: 'paged-', ...more }));
    expect((await list({})).QueueUrls).toBeUndefined();
    for (const letter of ['a', 'b', 'c']) {
      await world.client.send(new CreateQueueCommand({ QueueName: `paged-${letter}` }));
    }
    expect(await list({})).toMatchObject({ QueueUrls: { length: 3 } });
    const { QueueUrls, NextToken } = await list({ MaxResults: 2 });
    expect(QueueUrls).toHaveLength(2);
    const rest = await list({ MaxResults: 10, NextToken });
    expect([rest.QueueUrls?.length, rest.NextToken]).toEqual([1, undefined]);
  });
});
