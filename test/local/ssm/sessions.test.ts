import { DescribeSessionsCommand, SSMClient, StartSessionCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import type { Beanstalk, BeanstalkInstance } from '../../../lib/local/elastic-beanstalk/beanstalk';
import { ssmService } from '../../../lib/local/ssm/ssm-service';
import { type ServedServices, serveServices } from '../serve-services';

const instances = new Set<string>();
const instance = 'i-0123456789abcdef0';
let served: ServedServices;
let client: SSMClient;

beforeAll(async () => {
  const beanstalk = {
    instance: (id: string) => (instances.has(id) ? ({ id } as BeanstalkInstance) : undefined),
  } as Beanstalk;
  const parameters = {} as never;
  served = await serveServices(
    ssmService({
      documents: undefined as never,
      beanstalk,
      parameters,
      journal: { now: () => 1_790_000_000_000 },
      endpoint: () => 'http://127.0.0.1:1',
    }),
  );
  client = new SSMClient(served.client);
});
beforeEach(() => void instances.add(instance));
afterAll(async () => {
  client.destroy();
  await served.close();
});

const command = 'AWS-StartInteractiveCommand';
const forward = 'AWS-StartPortForwardingSessionToRemoteHost';
const start = (DocumentName: string | undefined, Parameters: Record<string, string[]>, Target = instance) =>
  client.send(new StartSessionCommand({ Target, DocumentName, Parameters, Reason: 'a test' }));
const sessions = async (State: 'Active' | 'History', id: string) => {
  const Filters = [{ key: 'SessionId' as const, value: id }];
  return (await client.send(new DescribeSessionsCommand({ State, Filters }))).Sessions;
};

test('a session begins, is seen, and ends; ending it twice is no error', async () => {
  const { SessionId = '', StreamUrl, TokenValue } = await start(command, { command: ['id'] });
  expect(SessionId).toMatch(/^local-0[0-9a-f]{16}$/);
  expect(StreamUrl).toBe(`ws://127.0.0.1:1/v1/data-channel/${SessionId}?role=publish_subscribe`);
  expect(TokenValue).toBeTruthy();
  expect(await sessions('Active', SessionId)).toEqual([
    {
      ...{ SessionId, Target: instance, DocumentName: command, Reason: 'a test', Status: 'Connected' },
      StartDate: new Date(1_790_000_000_000),
    },
  ]);
  for (const _ of [1, 2]) await client.send(new TerminateSessionCommand({ SessionId }));
  expect(await sessions('Active', SessionId)).toEqual([]);
  expect(await sessions('History', SessionId)).toMatchObject([{ Status: 'Terminated' }]);
});

test('a session ends with its instance', async () => {
  const { SessionId = '' } = await start(forward, { host: ['db.local'], portNumber: ['15432'] });
  instances.clear();
  expect(await sessions('History', SessionId)).toMatchObject([{ SessionId, Status: 'Terminated' }]);
});

test.each<[string, string | undefined, Record<string, string[]>, string]>([
  ['no document', undefined, {}, 'InvalidDocument'],
  ['a document that is not here', 'AWS-StartSSHSession', { portNumber: ['22'] }, 'InvalidDocument'],
  ['no command', command, {}, 'InvalidParameters'],
  ['an empty command', command, { command: [''] }, 'InvalidParameters'],
  ['two commands', command, { command: ['a', 'b'] }, 'InvalidParameters'],
  ['a parameter of another document', command, { command: ['a'], host: ['db.local'] }, 'InvalidParameters'],
  ['no host', forward, { portNumber: ['15432'] }, 'InvalidParameters'],
  ['a host with a shell in it', forward, { host: ['$(id)'], portNumber: ['15432'] }, 'InvalidParameters'],
  ['a port that is none', forward, { host: ['db.local'], portNumber: ['65536'] }, 'InvalidParameters'],
  [
    'a local port that is none',
    forward,
    { host: ['db.local'], portNumber: ['15432'], localPortNumber: ['x'] },
    'InvalidParameters',
  ],
])('%s is refused', async (_, document, parameters, name) => {
  await expect(start(document, parameters)).rejects.toMatchObject({ name });
});

test('a free local port may be asked for', async () => {
  await expect(
    start(forward, { host: ['db.local'], portNumber: ['15432'], localPortNumber: ['0'] }),
  ).resolves.toMatchObject({ SessionId: expect.stringMatching(/^local-/) });
});

// Recorded by several people with the AWS CLI, one of them in a public repository's notes on bastions (read 2026-11-28).
test('an instance that is not there is not connected, in the words of AWS', async () => {
  await expect(start(command, { command: ['id'] }, 'i-0d5c7930bbb66cc43')).rejects.toMatchObject({
    ...{ name: 'TargetNotConnected', message: 'i-0d5c7930bbb66cc43 is not connected.' },
  });
});

test('sessions are found by no other filter', async () => {
  const Filters = [{ key: 'Owner' as const, value: 'x' }];
  await start(command, { command: ['id'] });
  await expect(client.send(new DescribeSessionsCommand({ State: 'Active', Filters }))).rejects.toMatchObject({
    name: 'InvalidFilterKey',
  });
});
