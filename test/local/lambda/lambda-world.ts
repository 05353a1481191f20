import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../../lib/local/http/aws-error';
import { Responses } from '../../../lib/local/lambda/custom-resources/responses';
import type { FunctionRequest } from '../../../lib/local/lambda/functions';
import { openFunctions } from '../../../lib/local/lambda/open-functions';
import { lambdaService } from '../../../lib/local/lambda/wire/lambda-service';
import { openLogs } from '../../../lib/local/logs/open-logs';
import { openQueues } from '../../../lib/local/sqs/open-queues';
import { zipOf } from '../elastic-beanstalk/zip-of';
import { serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

const accountId = '123456789012';
export const region = 'eu-central-1';

/** Lambda with what it stands on, objects in memory, behind a port. */
export async function openLambdaWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-'));
  const journal = memoryJournal();
  const objects = new Map<string, Buffer>();
  const ground = { journal, folder, accountId, region, endpoint: () => served.endpoint };
  const logs = openLogs(ground);
  const queues = openQueues(ground);
  const s3 = {
    async getObject(_bucket: string, key: string) {
      const bytes = objects.get(key);
      if (!bytes) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
      return { body: Readable.from([bytes]), size: bytes.length, etag: '' };
    },
  };
  const open = () => openFunctions({ ...ground, s3, logs, queues });
  let functions = await open();
  const responses = new Responses();
  const served = await serveServices(
    lambdaService({
      get functions() {
        return functions;
      },
      responses,
      endpoint: ground.endpoint,
    }),
  );
  const request = (
    name: string,
    code: FunctionRequest['code'],
    more: Partial<FunctionRequest> = {},
  ): FunctionRequest => ({
    ...{
      name,
      region,
      code,
      runtime: 'nodejs20.x',
      handler: 'index.handler',
      description: '',
      timeout: 20,
      memory: 128,
    },
    ...{ role: `arn:aws:iam::${accountId}:role/run`, architecture: 'arm64', environment: {}, tags: {}, ...more },
  });
  return {
    ...{ folder, logs, queues, objects, served, responses, request },
    get functions() {
      return functions;
    },
    inline: (name: string, text: string, more: Partial<FunctionRequest> = {}) =>
      functions.create(request(name, { text }, more)),
    async zipped(name: string, files: Readonly<Record<string, string>>, more: Partial<FunctionRequest> = {}) {
      objects.set(name, await zipOf(files));
      return functions.create(request(name, { bucket: 'code', key: name }, more));
    },
    /** Messages of the function's log, in the order in which they came. */
    logOf: (name: string) => {
      const group = `/aws/lambda/${name}`;
      const known = logs.group(group) ? logs.streams(group) : [];
      return known.flatMap((stream) => logs.events(group, stream).map(({ message }) => message));
    },
    /** A request as a client of Lambda sends it. */
    async ask(method: string, path: string, body?: string, more: Readonly<Record<string, string>> = {}) {
      const credential = `Credential=test/20260101/${region}/lambda/aws4_request`;
      const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
      const answer = await fetch(`${served.endpoint}${path}`, {
        ...{ method, headers: { authorization, ...more } },
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
    },
    async restart() {
      await functions.close();
      functions = await open();
    },
    async close() {
      await functions.close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type LambdaWorld = Awaited<ReturnType<typeof openLambdaWorld>>;

/** Resolves when it is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}
