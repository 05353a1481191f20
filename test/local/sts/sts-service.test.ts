import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { type Started, start } from '../start';

let local: Started;
let sts: STSClient;
let roleArn: string;
beforeAll(async () => {
  local = await start({ accountId: '111122223333' });
  sts = new STSClient(local.client);
  roleArn = local.world.roles.createRole({ name: 'deployer', document: {}, managedPolicyArns: [] }).arn;
});
afterAll(async () => {
  sts.destroy();
  await local.stop();
});

test('any credentials are those of the account that the endpoint stands for', async () => {
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/local' });
});

test('a role that exists can be assumed, and its session is another identity', async () => {
  const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'ci', DurationSeconds: 900 });
  const { Credentials, AssumedRoleUser } = await sts.send(command);
  const arn = 'arn:aws:sts::111122223333:assumed-role/deployer/ci';
  expect(AssumedRoleUser?.Arn).toBe(arn);
  const left = Number(Credentials?.Expiration) - Date.now();
  expect(left).toBeGreaterThan(890_000);
  expect(left).toBeLessThan(901_000);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const assumed = new STSClient({ ...local.client, credentials });
  expect((await assumed.send(new GetCallerIdentityCommand({}))).Arn).toBe(arn);
  assumed.destroy();
});

test('a role that does not exist cannot be assumed', async () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/no-such-role';
  await expect(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ci' }))).rejects.toMatchObject({
    ...{ name: 'AccessDenied', message: expect.stringContaining(`sts:AssumeRole on resource: ${RoleArn}`) },
  });
});

test('a web identity is exchanged for credentials without any', async () => {
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: 'ci',
    WebIdentityToken: 't',
  });
  const { Credentials } = await sts.send(command);
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
});

test('a session token can be had', async () => {
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
  expect(Credentials?.SessionToken).toBeTruthy();
});

// LocalStack's recording of AWS (github localstack/localstack 8b9a79f, tests/aws/services/sts, test_sts_invalid_parameters, 2025-07-21).
test('O13 an ARN that is none, and a session name that cannot be, are refused', async () => {
  const assume = (RoleArn: string, RoleSessionName: string) =>
    sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
  await expect(assume('nothing-valid-in-here', 'Session1')).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'nothing-valid-in-here is invalid',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(assume(roleArn, 'Session1:2')).rejects.toMatchObject({
    name: 'ValidationError',
    message:
      "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  });
});
