import type { Answer, Row, Step } from '../row';

/*
 * SQS. LS: github localstack/localstack at 8b9a79f, tests/aws/services/sqs/test_sqs, whose snapshots were recorded on AWS; Moto: tests that
 * getmoto/moto at 0af643a marks aws_verified. The code is that of the old protocol, the name that of the new one.
 */
const queue = (Attributes: object = {}): Step => ['sqs:CreateQueue', { QueueName: '<name>', Attributes }];
const QueueUrl = '<0.QueueUrl>';
const absent = 'http://127.0.0.1:1/123456789012/absent';
const ls = (test: string, date: string) => [`LS ${test}`, date] as const;
const refused = (name: string, message: string, status = 400): Answer => ({
  ...{ status, code: `AWS.SimpleQueueService.${name}`, message, fields: { name } },
});
const noQueue: Answer = {
  ...{ status: 400, code: 'AWS.SimpleQueueService.NonExistentQueue', fields: { name: 'QueueDoesNotExist' } },
  message: 'The specified queue does not exist.',
};
const invalid = (message: string): Answer => ({ status: 400, code: 'InvalidParameterValue', message });
const send = (MessageBody: string, more: object = {}): Step => ['sqs:SendMessage', { QueueUrl, MessageBody, ...more }];
const batch = (...Entries: readonly object[]): Step => ['sqs:SendMessageBatch', { QueueUrl, Entries }];
const twenty = Array.from({ length: 20 }, (_, index) => ({ Id: `e${index}`, MessageBody: 'x', ReceiptHandle: 'x' }));
const tooMany = refused(
  'TooManyEntriesInBatchRequest',
  'Maximum number of entries per request are 10. You have sent 20.',
);
const attributes: Step = ['sqs:GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] }];

export const queues: readonly Row[] = [
  {
    id: 'O1',
    fact: 'a missing queue, asked for in the old protocol',
    call: ['sqs-query:GetQueueAttributes', { QueueUrl: absent }],
    answer: {
      ...{ status: 400, code: 'AWS.SimpleQueueService.NonExistentQueue' },
      message: 'The specified queue does not exist for this wsdl version.',
    },
    recorded: ls('test_non_existent_queue', '2024-04-30'),
  },
  {
    id: 'O2a',
    fact: 'a missing queue, by its URL',
    call: ['sqs:GetQueueAttributes', { QueueUrl: absent }],
    answer: noQueue,
    recorded: ls('test_non_existent_queue', '2024-04-30'),
  },
  {
    id: 'O2b',
    fact: 'a missing queue, by its name',
    call: ['sqs:GetQueueUrl', { QueueName: 'absent' }],
    answer: noQueue,
    recorded: ls('test_non_existent_queue', '2024-04-30'),
  },
  {
    id: 'O2c',
    fact: 'the headers of that answer',
    call: ['sqs-json:GetQueueUrl', { QueueName: 'absent' }],
    answer: {
      status: 400,
      code: '<any>',
      fields: {
        headers: {
          'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
          'x-amzn-errortype': 'com.amazonaws.sqs#QueueDoesNotExist',
        },
      },
    },
    recorded: ['Moto test_sqs::test_get_queue_url_error_not_exists', '≤2026-08-22'],
  },
  {
    id: 'O2d',
    fact: 'a queue of the same name and other attributes',
    given: [queue({ ReceiveMessageWaitTimeSeconds: '1' })],
    call: queue({ ReceiveMessageWaitTimeSeconds: '1', DelaySeconds: '2' }),
    answer: {
      ...{ status: 400, code: 'QueueAlreadyExists', fields: { name: 'QueueNameExists' } },
      message: 'A queue already exists with the same name and a different value for attribute DelaySeconds',
    },
    recorded: ls('test_create_queue_with_different_attributes_raises_exception', '2024-04-30'),
  },
  {
    id: 'O2e',
    fact: 'a queue of the same name and attributes is the same',
    given: [queue({ ReceiveMessageWaitTimeSeconds: '1' })],
    call: queue(),
    answer: { status: 200, fields: { QueueUrl } },
    recorded: ls('test_create_queue_with_different_attributes_raises_exception', '2024-04-30'),
  },
  {
    id: 'O3a',
    fact: 'twenty messages at once',
    given: [queue()],
    call: batch(...twenty),
    answer: tooMany,
    recorded: ls('test_too_many_entries_in_batch_request', '2024-04-30'),
  },
  {
    id: 'O3b',
    fact: 'twenty deletions at once',
    given: [queue()],
    call: ['sqs:DeleteMessageBatch', { QueueUrl, Entries: twenty }],
    answer: tooMany,
    recorded: ls('test_delete_message_batch_with_too_large_batch', '2024-04-30'),
  },
  {
    id: 'O3c',
    fact: 'an entry whose id has a colon',
    given: [queue()],
    call: batch({ Id: 'invalid:id', MessageBody: 'x' }),
    answer: refused(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    ),
    recorded: ls('test_invalid_batch_id', '2024-04-30'),
  },
  {
    id: 'O3d',
    fact: 'a batch of more than a MiB',
    given: [queue()],
    call: batch({ Id: 'a', MessageBody: 'a'.repeat(1_048_576) }, { Id: 'b', MessageBody: 'b' }),
    answer: refused(
      'BatchRequestTooLong',
      'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
    ),
    recorded: ls('test_send_message_batch_with_oversized_contents', '2025-08-19'),
  },
  {
    id: 'O3e',
    fact: 'a batch of nothing',
    given: [queue()],
    call: batch(),
    answer: {
      code: 'AWS.SimpleQueueService.EmptyBatchRequest',
      message: 'There should be at least one SendMessageBatchRequestEntry in the request.',
    },
    recorded: ['Moto test_sqs::test_send_message_batch_errors', '≤2026-08-22'],
  },
  {
    id: 'O3f',
    fact: 'a message of more than a MiB',
    given: [queue()],
    call: send('a'.repeat(1_048_577)),
    answer: invalid('One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.'),
    recorded: ls('test_send_oversized_message', '2025-08-19'),
  },
  {
    id: 'O3g',
    fact: 'a message of more than the queue takes',
    given: [queue({ MaximumMessageSize: '1024' })],
    call: send('a'.repeat(1025)),
    answer: invalid('One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.'),
    recorded: ls('test_send_message_with_updated_maximum_message_size', '2024-04-30'),
  },
  {
    id: 'O3h',
    fact: 'an entry of more than the queue takes fails alone',
    given: [queue({ MaximumMessageSize: '1024' })],
    call: batch({ Id: 'a', MessageBody: 'a'.repeat(1025) }, { Id: 'b', MessageBody: 'a'.repeat(1024) }),
    answer: {
      status: 200,
      fields: {
        Failed: [
          {
            ...{ Code: 'InvalidParameterValue', Id: 'a', SenderFault: true },
            Message: 'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
          },
        ],
        Successful: [{ Id: 'b', MD5OfMessageBody: 'c9a34cfc85d982698c6ac89f76071abd' }],
      },
    },
    recorded: ls('test_send_batch_message_size', '2024-04-30'),
  },
  {
    id: 'O3i',
    fact: 'an empty message',
    given: [queue()],
    call: send(''),
    answer: {
      ...{ status: 400, code: 'MissingParameter' },
      message: 'The request must contain the parameter MessageBody.',
    },
    recorded: ls('test_send_empty_message', '2025-09-22'),
  },
  {
    id: 'O3j',
    fact: 'eleven messages are more than one call receives',
    given: [queue()],
    call: ['sqs:ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 11 }],
    answer: invalid(
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ),
    recorded: ls('test_send_receive_max_number_of_messages', '2024-04-30'),
  },
  {
    id: 'O3k',
    fact: '21 seconds are longer than one call waits',
    given: [queue()],
    call: ['sqs:ReceiveMessage', { QueueUrl, WaitTimeSeconds: 21 }],
    answer: invalid('Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.'),
    recorded: ls('test_send_receive_wait_time_seconds', '2025-02-10'),
  },
  {
    id: 'O3l',
    fact: 'a second purge within a minute',
    given: [queue(), ['sqs:PurgeQueue', { QueueUrl }]],
    call: ['sqs:PurgeQueue', { QueueUrl }],
    answer: refused(
      'PurgeQueueInProgress',
      'Only one PurgeQueue operation on <name> is allowed every 60 seconds.',
      403,
    ),
    recorded: ls('test_successive_purge_calls_fail', '2024-04-30'),
  },
  {
    id: 'O4a',
    fact: 'the attributes of a new queue',
    given: [queue()],
    call: attributes,
    answer: {
      status: 200,
      fields: {
        Attributes: {
          ApproximateNumberOfMessages: '0',
          ApproximateNumberOfMessagesDelayed: '0',
          ApproximateNumberOfMessagesNotVisible: '0',
          CreatedTimestamp: /^\d+$/,
          DelaySeconds: '0',
          LastModifiedTimestamp: /^\d+$/,
          MaximumMessageSize: '1048576',
          MessageRetentionPeriod: '345600',
          QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:<name>',
          ReceiveMessageWaitTimeSeconds: '0',
          SqsManagedSseEnabled: 'true',
          VisibilityTimeout: '30',
        },
      },
    },
    recorded: ls('test_set_queue_attributes_default_values', '2025-12-10'),
  },
  {
    id: 'O4b',
    fact: 'a key that is set to nothing is gone, and encryption with it',
    given: [
      queue({ KmsMasterKeyId: 'testKeyId', KmsDataKeyReusePeriodSeconds: '6000' }),
      ['sqs:SetQueueAttributes', { QueueUrl, Attributes: { KmsMasterKeyId: '' } }],
    ],
    call: attributes,
    answer: {
      status: 200,
      fields: { Attributes: { SqsManagedSseEnabled: 'false' } },
      absent: ['Attributes.KmsMasterKeyId', 'Attributes.KmsDataKeyReusePeriodSeconds'],
    },
    recorded: ls('test_set_queue_attributes_default_values', '2025-12-10'),
  },
  {
    id: 'O4c',
    fact: 'a dead-letter queue whose ARN is none',
    call: queue({ RedrivePolicy: '{"deadLetterTargetArn": "dummy", "maxReceiveCount": 42}' }),
    answer: invalid(
      'Value {"deadLetterTargetArn": "dummy", "maxReceiveCount": 42} for parameter RedrivePolicy is invalid. Reason: Invalid value for deadLetterTargetArn.',
    ),
    recorded: ls('test_invalid_dead_letter_arn_rejected_before_lookup', '2022-08-21'),
  },
  {
    id: 'O4d',
    fact: 'both kinds of encryption at once',
    given: [queue()],
    call: [
      'sqs:SetQueueAttributes',
      { QueueUrl, Attributes: { SqsManagedSseEnabled: 'true', KmsMasterKeyId: 'testKeyId' } },
    ],
    answer: {
      code: 'InvalidAttributeName',
      message:
        'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    },
    recorded: ls('test_sse_kms_and_sqs_are_mutually_exclusive', '2022-08-01'),
  },
  {
    id: 'O4e',
    fact: 'a queue of the name of one that was deleted a moment ago',
    given: [queue(), ['sqs:DeleteQueue', { QueueUrl }]],
    call: queue(),
    answer: { status: 400, code: 'AWS.SimpleQueueService.QueueDeletedRecently' },
    recorded: ['SQS API reference, CreateQueue, errors', '≤2026-11-27'],
    expectedToDiffer: {
      because: 'tests make a queue of one name again and again',
      behaviour: 'A name is free at once after DeleteQueue',
      here: { status: 200, fields: { QueueUrl } },
    },
  },
];
