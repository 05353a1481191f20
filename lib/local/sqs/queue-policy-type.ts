import { AwsError } from '../http/aws-error';
import { textsOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { ResourceContext } from '../resource/resource-type';
import type { SqsState } from './queues';

/** Who may use a queue: recorded, for the endpoint refuses no client. */
export const sqsQueuePolicy = recordedType(
  'AWS::SQS::QueuePolicy',
  ({ world, stackName, logicalId }: ResourceContext<SqsState>, properties) => {
    const missing = textsOf(properties, 'Queues').find((url) => !world.queues.find(url));
    if (missing !== undefined) {
      throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
    }
    return { physicalId: `${stackName}-${logicalId}`, attributes: { Id: `${stackName}-${logicalId}` } };
  },
);
