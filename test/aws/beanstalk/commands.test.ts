import { AwsCommands } from '../../../lib/aws/beanstalk/commands';
import { FakeClock } from '../../fakes/fake-clock';
import { oddAws } from '../odd-aws';
import type { Answer } from '../odd-endpoint';

const aws = oddAws();
const { odd } = aws;
const targets: string[] = [];
let clock: FakeClock;

beforeEach(() => {
  targets.length = 0;
  clock = new FakeClock();
});

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});
const failure = (type: string) => json({ __type: type, message: 'on purpose' }, 400);
const sent = json({ Command: { CommandId: 'c-1' } });
const invocation = (Status: string, more: object = {}) => json({ CommandId: 'c-1', Status, ...more });

/** Answers each operation in its order; the last answer stays. */
function say(answers: Readonly<Record<string, readonly Answer[]>>): void {
  const left = new Map(Object.entries(answers).map(([target, list]) => [target, [...list]]));
  odd.reply = ({ target }) => {
    targets.push(target);
    const list = left.get(target) ?? [];
    return (list.length > 1 ? list.shift() : list[0]) ?? json({});
  };
}

function run(signal?: AbortSignal) {
  const options = { instanceId: 'i-0123456789abcdef0', script: 'npm run seed\n', comment: 'seed', timeoutMinutes: 2 };
  return new AwsCommands(aws.clients, clock).run({ ...options, ...(signal && { signal }) });
}

test('a command is followed until it has ended', async () => {
  say({
    SendCommand: [sent],
    GetCommandInvocation: [
      failure('InvocationDoesNotExist'),
      invocation('Pending'),
      invocation('InProgress'),
      invocation('Success', { ResponseCode: 0, StandardOutputContent: 'seeded', StandardErrorContent: 'warned' }),
    ],
  });
  expect(await run()).toEqual({ status: 'succeeded', exitCode: 0, stdout: 'seeded', stderr: 'warned' });
});

test('D10 a command runs on, and is followed, while SSM refuses looks because of too many requests', async () => {
  const busy = Array.from({ length: 6 }, () => failure('ThrottlingException'));
  say({ SendCommand: [sent], GetCommandInvocation: [...busy, invocation('Success', { ResponseCode: 0 })] });
  expect(await run()).toMatchObject({ status: 'succeeded' });
  expect(targets).not.toContain('CancelCommand');
});

test('it is sent to the one instance, with its time limit and the script as it is', async () => {
  odd.bodies.length = 0;
  say({ SendCommand: [sent], GetCommandInvocation: [invocation('Success', { ResponseCode: 0 })] });
  await run();
  expect(JSON.parse(odd.bodies[0] ?? '')).toMatchObject({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-0123456789abcdef0'],
    Parameters: { commands: ['npm run seed\n'], executionTimeout: ['120'] },
  });
});

test.each([
  ['Failed', 'failed'],
  ['TimedOut', 'timed-out'],
  ['Cancelled', 'cancelled'],
])('the state %s is reported as %s, and -1 is no exit code', async (state, status) => {
  say({ SendCommand: [sent], GetCommandInvocation: [invocation(state, { ResponseCode: -1 })] });
  expect(await run()).toEqual({ status, stdout: '', stderr: '' });
});

test('an instance whose agent has not signed on yet is waited for', async () => {
  say({
    SendCommand: [failure('InvalidInstanceId'), failure('InvalidInstanceId'), sent],
    GetCommandInvocation: [invocation('Success', { ResponseCode: 0 })],
  });
  expect((await run()).status).toBe('succeeded');
  expect(clock.sleeps.filter((sleep) => sleep === 5000)).toHaveLength(2);
});

test('so it is when IAM refuses, which may know no tags of it before; a refusal that stays is the error', async () => {
  say({
    SendCommand: [failure('AccessDeniedException'), sent],
    GetCommandInvocation: [invocation('Success', { ResponseCode: 0 })],
  });
  expect((await run()).status).toBe('succeeded');
  say({ SendCommand: [failure('AccessDeniedException')] });
  await expect(run()).rejects.toMatchObject({ code: 'access-denied' });
});

test('an instance that never signs on is an error that says so', async () => {
  say({ SendCommand: [failure('InvalidInstanceId')] });
  await expect(run()).rejects.toMatchObject({ code: 'instance-not-managed', fault: 'world' });
});

test('a command that SSM never ends is cancelled and reported as timed out', async () => {
  say({ SendCommand: [sent], GetCommandInvocation: [invocation('InProgress')] });
  expect((await run()).status).toBe('timed-out');
  expect(targets).toContain('CancelCommand');
});

test('an abort cancels the command in the instance and throws its reason', async () => {
  say({ SendCommand: [sent], GetCommandInvocation: [invocation('InProgress')] });
  const stop = new AbortController();
  clock.after(1000, () => stop.abort('stopped by Ctrl-C'));
  await expect(run(stop.signal)).rejects.toBe('stopped by Ctrl-C');
  expect(targets.at(-1)).toBe('CancelCommand');
});

test('a denial names its action, and the command does not go on', async () => {
  say({ SendCommand: [sent], GetCommandInvocation: [failure('AccessDeniedException')] });
  await expect(run()).rejects.toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('ssm:GetCommandInvocation'),
  });
  expect(targets.at(-1)).toBe('CancelCommand');
});
