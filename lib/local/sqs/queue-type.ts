import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { textOf } from '../resource/read-property';
import type { Properties, ResourceState, ResourceType } from '../resource/resource-type';
import type { Queue, SqsState } from './queues';

/** Properties of a template that are attributes of a queue, with the same names. */
const attributeNames = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

/**
 * What an attribute becomes when its property goes from the template; an empty text clears it. Recorded by LocalStack, test_queue_update
 * (2025-12-05) and test_update_standard_queue_remove_some_properties (2025-12-18): MaximumMessageSize goes to the former default, not to
 * the 1,048,576 of a new queue.
 */
const afterRemoval: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  KmsMasterKeyId: '',
  MaximumMessageSize: '262144',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  RedriveAllowPolicy: '',
  RedrivePolicy: '',
  VisibilityTimeout: '30',
};

/** A standard queue that keeps and gives messages. */
export const sqsQueue: ResourceType<SqsState> = {
  type: 'AWS::SQS::Queue',
  nameProperty: 'QueueName',
  mode: 'run',

  async create(context, properties) {
    const { world, region, tags } = context;
    if (String(properties.FifoQueue) === 'true') {
      throw new AwsError('GeneralServiceException', 'The local endpoint makes standard queues only, no FIFO queue');
    }
    const name = textOf(properties, 'QueueName') ?? generatedName(context, 80);
    return stateOf(world.queues.create({ name, region, attributes: attributesOf(properties), tags }));
  },

  async update({ world, tags }, former, properties, formerProperties) {
    const removed = Object.keys(attributesOf(formerProperties)).filter((name) => properties[name] === undefined);
    const defaults = Object.fromEntries(
      removed.flatMap((name) => (afterRemoval[name] === undefined ? [] : [[name, afterRemoval[name]]])),
    );
    return stateOf(world.queues.change(nameOf(former), { ...defaults, ...attributesOf(properties) }, tags));
  },

  async delete({ world }, former) {
    world.queues.delete(nameOf(former));
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    attributeNames.flatMap((name) => {
      const value = properties[name];
      return value === undefined ? [] : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
    }),
  );
}

function stateOf({ name, arn, url }: Queue): ResourceState {
  return { physicalId: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
}

function nameOf({ physicalId }: ResourceState): string {
  return physicalId.slice(physicalId.lastIndexOf('/') + 1);
}
