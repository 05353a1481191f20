import { SQSClient, type SQSServiceException } from '@aws-sdk/client-sqs';
import { openQueues } from '../../../lib/local/sqs/open-queues';
import { queuesService } from '../../../lib/local/sqs/sqs-service';
import { serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

/** SQS alone behind a port, with a real client. */
export async function openQueueWorld() {
  const journal = memoryJournal();
  const options = { journal, accountId: '123456789012', endpoint: () => 'http://127.0.0.1:1' };
  const served = await serveServices(queuesService({ queues: openQueues(options) }));
  const client = new SQSClient(served.client);
  return {
    served,
    client,
    async close() {
      client.destroy();
      await served.close();
    },
  };
}

/** What a client sees of a refusal: the JSON protocol's name, the query protocol's code, status and message. */
export async function refusalOf(promise: Promise<unknown>): Promise<readonly unknown[]> {
  return promise.then(
    () => ['no error'],
    (error: SQSServiceException & { Code?: string }) => [
      error.name,
      error.Code,
      error.$metadata.httpStatusCode,
      error.message,
    ],
  );
}
