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

  async update({ world, tags }, former, properties) {
    return stateOf(world.queues.change(nameOf(former), attributesOf(properties), tags));
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
