import {
  CancelCommandCommand,
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  type GetCommandInvocationResult,
  ListCommandInvocationsCommand,
  SendCommandCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { ssmService } from '../../../lib/local/ssm/ssm-service';
import { type AppWorld, ask, never, openAppWorld, property, requestFor } from '../elastic-beanstalk/app-world';
import { type ServedServices, serveServices } from '../serve-services';

let world: AppWorld;
let served: ServedServices;
let client: SSMClient;
let instanceId: string;

beforeAll(async () => {
  world = await openAppWorld();
  served = await serveServices(ssmService(world));
  client = new SSMClient(served.client);
  await world.version('v1');
  await world.beanstalk.createEnvironment(
    requestFor('shop-web', { [property('SECRET_WORD')]: 'mellon friend' }),
    never,
  );
  instanceId = world.beanstalk.instances('shop-web')[0]?.id ?? '';
});

afterAll(async () => {
  client.destroy();
  await served.close();
  await world.close();
});

async function send(commands: string[], more: Record<string, string[]> = {}): Promise<string> {
  const { Command } = await client.send(
    new SendCommandCommand({
      ...{ DocumentName: 'AWS-RunShellScript', InstanceIds: [instanceId], Comment: 'a test' },
      Parameters: { commands, ...more },
    }),
  );
  return Command?.CommandId ?? '';
}

async function outcome(CommandId: string): Promise<GetCommandInvocationResult> {
  for (;;) {
    const result = await client.send(new GetCommandInvocationCommand({ CommandId, InstanceId: instanceId }));
    if (result.Status !== 'Pending' && result.Status !== 'InProgress' && result.Status !== 'Cancelling') {
      return result;
    }
  }
}

const run = async (...commands: string[]) => outcome(await send(commands));

test('a command runs in a shell and its output and exit code come back', async () => {
  expect(await run('echo out', 'echo err >&2')).toMatchObject({
    ...{ Status: 'Success', ResponseCode: 0, StandardOutputContent: 'out\n', StandardErrorContent: 'err\n' },
  });
  expect(await run('exit 3')).toMatchObject({ Status: 'Failed', ResponseCode: 3 });
});

test('the shell is bare: it has none of the app’s properties', async () => {
  const { StandardOutputContent = '' } = await run('env');
  expect(StandardOutputContent).not.toContain('SECRET_WORD');
  expect(StandardOutputContent).not.toContain('AWS_');
  expect(StandardOutputContent).toContain('PREVIEW_STACKS_LOCAL_ROOT=');
});

test('systemctl names the app’s process, whose environment and folder can be found from there', async () => {
  const { pid } = await ask(world.beanstalk.portOf('shop-web'));
  const { StandardOutputContent: output = '', StandardErrorContent } = await run(
    'systemctl show -p MainPID --value web.service',
    'systemctl show --property=MainPID web',
    'pid=$(systemctl show -p MainPID --value web.service)',
    'tr "\\0" "\\n" < "$PREVIEW_STACKS_LOCAL_ROOT/proc/$pid/environ" | grep SECRET_WORD',
    'cd "$PREVIEW_STACKS_LOCAL_ROOT/var/app/current" && cat Procfile',
  );
  expect(StandardErrorContent).toBe('');
  expect(output.trim().split('\n')).toEqual([
    ...[String(pid), `MainPID=${pid}`, 'SECRET_WORD=mellon friend', 'web: node server.js'],
  ]);
});

test('output beyond 24,000 characters is cut', async () => {
  const { StandardOutputContent = '' } = await run("head -c 30000 /dev/zero | tr '\\0' x");
  expect(StandardOutputContent).toHaveLength(24_000);
});

test('a command that takes too long is stopped with its children', async () => {
  const result = await outcome(await send(['sleep 60 & wait'], { executionTimeout: ['1'] }));
  expect(result).toMatchObject({ Status: 'TimedOut', StatusDetails: 'Execution Timed Out', ResponseCode: -1 });
});

test('a command can be cancelled', async () => {
  const CommandId = await send(['sleep 60']);
  await client.send(new CancelCommandCommand({ CommandId }));
  expect(await outcome(CommandId)).toMatchObject({ Status: 'Cancelled' });
});

test('commands and instances are listed', async () => {
  const CommandId = await send(['true']);
  await outcome(CommandId);
  const { CommandInvocations } = await client.send(new ListCommandInvocationsCommand({ CommandId, Details: true }));
  expect(CommandInvocations).toMatchObject([
    { CommandId, InstanceId: instanceId, Status: 'Success', Comment: 'a test' },
  ]);
  const { InstanceInformationList } = await client.send(
    new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: [instanceId] }] }),
  );
  expect(InstanceInformationList).toMatchObject([{ InstanceId: instanceId, PingStatus: 'Online' }]);
});

test('an instance that is not there and a document that is not known are refused', async () => {
  const InstanceIds = ['i-0123456789abcdef0'];
  const Parameters = { commands: ['true'] };
  const send = (DocumentName: string) => client.send(new SendCommandCommand({ DocumentName, InstanceIds, Parameters }));
  await expect(send('AWS-RunShellScript')).rejects.toMatchObject({ name: 'InvalidInstanceId' });
  await expect(send('AWS-Other')).rejects.toMatchObject({ name: 'InvalidDocument' });
});

describe('a document of our own', () => {
  const Parameters = { lines: ['20'] };
  const sent = (DocumentName: string, parameters: Record<string, string[]> = Parameters) =>
    client.send(new SendCommandCommand({ DocumentName, InstanceIds: [instanceId], Parameters: parameters }));

  beforeAll(() => {
    world.documents.put({
      ...{ name: 'tail', lines: ['echo {{ lines }} of {{word}}'] },
      parameters: { lines: { allowedPattern: '[1-9][0-9]?' }, word: { allowedPattern: '^[a-z]+$', default: 'many' } },
    });
  });

  test('is run with its parameters', async () => {
    const { Command } = await sent('tail');
    expect(await outcome(Command?.CommandId ?? '')).toMatchObject({
      ...{ DocumentName: 'tail', StandardOutputContent: '20 of many\n' },
    });
  });

  test.each<[string, Record<string, string[]>]>([
    ['does not fit its pattern as a whole', { lines: ['20; id'] }],
    ['is a line more', { lines: ['20\nid'] }],
    ['is two', { lines: ['20', '30'] }],
    ['is missing', {}],
    ['is another', { ...Parameters, commands: ['id'] }],
  ])('is refused where a parameter %s', async (_, parameters) => {
    await expect(sent('tail', parameters)).rejects.toMatchObject({ name: 'InvalidParameters' });
  });

  test('that is not there is refused', async () => {
    for (const name of ['tail-2', 'toString', 'AWS-RunRemoteScript']) {
      await expect(sent(name)).rejects.toMatchObject({ name: 'InvalidDocument' });
    }
  });
});
