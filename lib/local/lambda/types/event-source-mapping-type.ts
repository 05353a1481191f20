import { randomUUID } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import { flagOf, numberOf, requiredText, textOf, textsOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { EventSource, LambdaState } from '../functions';

/** Hands the messages of a queue to a function. */
export const lambdaEventSourceMapping: ResourceType<LambdaState> = {
  type: 'AWS::Lambda::EventSourceMapping',
  mode: 'run',
  create: async (context, properties) => stateOf(set(context, randomUUID(), properties)),
  update: async (context, { physicalId }, properties) => stateOf(set(context, physicalId, properties)),
  async delete({ world }, { physicalId }) {
    await world.functions.deleteSource(physicalId);
  },
};

function stateOf({ id, arn }: EventSource): ResourceState {
  return { physicalId: id, attributes: { Id: id, EventSourceMappingArn: arn } };
}

function set({ world, region }: ResourceContext<LambdaState>, id: string, properties: Properties): EventSource {
  const queueArn = textOf(properties, 'EventSourceArn') ?? '';
  if (!/^arn:[\w-]+:sqs:/.test(queueArn)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The local endpoint reads queues of SQS alone, not ${queueArn || 'a source without EventSourceArn'}`,
    );
  }
  if (properties.FilterCriteria !== undefined) {
    throw new AwsError('InvalidRequest', 'The local endpoint takes no FilterCriteria of an event source');
  }
  const batchSize = numberOf(properties, 'BatchSize') ?? 10;
  const window = numberOf(properties, 'MaximumBatchingWindowInSeconds') ?? 0;
  if (batchSize > 10 && window < 1) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const functionName = requiredText(properties, 'FunctionName');
  const { version } = world.functions.version(functionName);
  const { arn } = world.functions.function(functionName);
  return world.functions.setSource({
    ...{ id, region, queueArn, batchSize, window },
    functionArn: version === '$LATEST' ? arn : `${arn}:${functionName.split(':').at(-1)}`,
    enabled: flagOf(properties, 'Enabled') ?? true,
    reportsFailures: textsOf(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
  });
}
