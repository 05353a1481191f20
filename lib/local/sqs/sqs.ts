import type { AwsService } from '../aws-service';
import { openQueues } from './open-queues';
import { sqsQueuePolicy } from './queue-policy-type';
import { sqsQueue } from './queue-type';
import type { SqsState } from './queues';
import { queuesService } from './sqs-service';

export const sqs: AwsService<SqsState> = {
  name: 'SQS',
  open: (ground) => ({ queues: openQueues(ground) }),
  wire: queuesService,
  types: [sqsQueue, sqsQueuePolicy],
};
