import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { openCloudFormation } from '../../../lib/local/cloudformation/cloudformation-service';
import { FaultList } from '../../../lib/local/faults/fault-list';
import { AwsError } from '../../../lib/local/http/aws-error';
import type { Service } from '../../../lib/local/http/service';
import { type CloudState, resourceTypes } from '../../../lib/local/services';
import { openParameters } from '../../../lib/local/ssm/open-parameters';
import { FileJournal } from '../../../lib/local/state/file-journal';
import type { Journal } from '../../../lib/local/state/journal';
import { memoryJournal } from '../state/memory-journal';
import { things } from './things';

/** Region of every test. */
const region = 'eu-central-1';

/** With a folder, state is kept there and found again by `restart`. A CloudFormation of its own behind a real port, over things that only exist in memory, with a real client. */
export async function serve(options: { pageSize?: number; folder?: string } = {}) {
  const openJournal = (): Journal => (options.folder === undefined ? memoryJournal() : new FileJournal(options.folder));
  let journal = openJournal();
  const faults = new FaultList();
  const made = things();
  const secrets = new Map([
    ['arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf', { password: 'hunter2' }],
  ]);
  const objects = new Map<string, string>();
  const parameters = openParameters({ journal: memoryJournal(), accountId: '123456789012' });
  parameters.put('/shared/zone', 'Z123', { type: 'String', region });
  const world = {
    accountId: '123456789012',
    region,
    folder: '',
    endpoint: () => endpoint,
    get journal() {
      return journal;
    },
    secrets: {
      value: (id: string, key: keyof { password: string }) => {
        const secret = secrets.get(id);
        if (!secret) {
          throw new AwsError('ResourceNotFoundException', `Secrets Manager can't find ${id}.`);
        }
        return secret[key];
      },
    },
    parameters,
    s3: {
      getObject: async (bucket: string, key: string) => {
        const body = objects.get(`${bucket}/${key}`);
        if (body === undefined) {
          throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
        }
        return { body: Readable.from([body]), size: body.length, etag: '' };
      },
    },
  } as unknown as CloudState;
  const open = () =>
    openCloudFormation(world, {
      types: new Map([...resourceTypes, ...made.types]),
      faults,
      pageSize: options.pageSize,
    });
  let cloudFormation = open();
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const answer = await answerOf(cloudFormation.service, body, endpoint);
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new CloudFormationClient({
    region,
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    endpoint,
    faults,
    made,
    objects,
    secrets,
    idle: () => cloudFormation.idle(),
    async restart() {
      await cloudFormation.close();
      await journal.close();
      journal = openJournal();
      cloudFormation = open();
    },
    async close() {
      client.destroy();
      await cloudFormation.close();
      await journal.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Served = Awaited<ReturnType<typeof serve>>;

async function answerOf(service: Service, body: string, endpoint: string) {
  const request = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    region,
    body: Readable.from([body]),
    text: async () => body,
    requestId: 'test-request',
    endpoint,
  };
  try {
    return await service.handle(request);
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
    return service.drawError(known, request);
  }
}
