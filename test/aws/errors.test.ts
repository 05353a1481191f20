import { inspect } from 'node:util';
import { AwsAccount } from '../../lib/aws/account/account';
import { type AwsClientOptions, type AwsClients, awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { PreviewError } from '../../lib/errors';
import { collect } from '../contracts/collect';
import { FakeClock } from '../fakes/fake-clock';
import { forgetCredentials, pointSdkAt } from './aws-environment';
import { OddEndpoint, queryError } from './odd-endpoint';

const odd = new OddEndpoint();
const made: AwsClients[] = [];
let endpoint: string;

beforeAll(async () => {
  endpoint = await odd.start();
});
beforeEach(() => pointSdkAt(endpoint));
afterEach(() => {
  for (const clients of made.splice(0)) clients.close();
});
afterAll(() => odd.stop());

function clients(options: AwsClientOptions = {}): AwsClients {
  const opened = awsClients({ region: 'eu-central-1', maxAttempts: 2, ...options });
  made.push(opened);
  return opened;
}

function list(options: AwsClientOptions = {}) {
  return collect(new AwsStacks(clients(options), new FakeClock()).list());
}

const page = (content: string) => ({
  body: `<DescribeStacksResponse><DescribeStacksResult>${content}</DescribeStacksResult></DescribeStacksResponse>`,
});

test('without credentials nothing was tried: the fault is the user’s', async () => {
  forgetCredentials();
  await expect(new AwsAccount(clients()).identity()).rejects.toMatchObject({
    code: 'credentials-missing',
    exitCode: 2,
  });
});

test('without a region nothing was tried: the fault is the user’s', async () => {
  const opened = awsClients({});
  made.push(opened);
  await expect(new AwsAccount(opened).identity()).rejects.toMatchObject({ code: 'region-missing', exitCode: 2 });
});

test.each([
  ['InvalidClientTokenId', 'credentials-refused', 2],
  ['SignatureDoesNotMatch', 'credentials-refused', 2],
  ['ExpiredToken', 'credentials-expired', 1],
  ['AccessDenied', 'access-denied', 1],
  ['Throttling', 'throttled', 1],
  ['ValidationError', 'aws-refused', 1],
])('an answer %s is reported as %s', async (code, ours, exitCode) => {
  odd.say(queryError(code === 'ValidationError' ? 400 : 403, code, 'User: x is not authorized'));
  await expect(list()).rejects.toMatchObject({ code: ours, exitCode });
});

test('an expired session at the very start is the fault of the user', async () => {
  odd.say(queryError(403, 'ExpiredToken', 'The security token included in the request is expired'));
  await expect(new AwsAccount(clients()).identity()).rejects.toMatchObject({
    code: 'credentials-refused',
    exitCode: 2,
  });
});

test('what is denied is named as IAM names it', async () => {
  odd.say(queryError(403, 'AccessDenied', 'no'));
  await expect(list()).rejects.toThrow('cloudformation:DescribeStacks');
});

test('K15: four throttled answers and a good one are a good one', async () => {
  const throttled = queryError(400, 'Throttling', 'Rate exceeded');
  odd.say(throttled, throttled, throttled, throttled, page('<Stacks></Stacks>'));
  expect(await list({ maxAttempts: 5 })).toEqual([]);
  expect(odd.requests).toHaveLength(5);
}, 30_000);

test('K44: a server that never answers is tried again, then reported, and does not hang', async () => {
  odd.say({ silent: true });
  await expect(list({ silenceTimeoutMs: 100 })).rejects.toMatchObject({ code: 'aws-timeout' });
  expect(odd.requests).toHaveLength(2);
});

test('an endpoint that does not listen is named', async () => {
  const gone = new OddEndpoint();
  const url = await gone.start();
  await gone.stop();
  pointSdkAt(url);
  const host = new URL(url).host;
  await expect(list()).rejects.toMatchObject({
    code: 'endpoint-unreachable',
    message: expect.stringContaining(host),
    hint: expect.stringContaining('preview-stacks local'),
  });
});

test.each([
  ['an error page of a proxy', { status: 502, body: '<html><body>Bad gateway</body></html>' }],
  ['a page of a guest network', { body: '<html><body>Sign in</body></html>' }],
  ['an empty body', { body: '' }],
  ['an answer that is no XML', { body: 'hello' }],
])('%s is an error, never "no stacks"', async (_, answer) => {
  odd.say(answer);
  await expect(list()).rejects.toBeInstanceOf(PreviewError);
});

test('T33: an answer without Stacks is an error, and one with none is none', async () => {
  odd.say(page(''));
  await expect(list()).rejects.toMatchObject({ code: 'aws-answer-strange' });
  odd.say(page('<Stacks/>'));
  expect(await list()).toEqual([]);
});

test('K54: pages that go round in a circle are an error', async () => {
  odd.say(page('<Stacks/><NextToken>again</NextToken>'));
  await expect(list()).rejects.toMatchObject({ code: 'aws-answer-strange' });
});

test('K14: a page that fails ends the listing with an error', async () => {
  odd.say(page('<Stacks/><NextToken>two</NextToken>'), queryError(500, 'InternalFailure', 'oops'));
  await expect(list()).rejects.toMatchObject({ code: 'aws-unavailable' });
});

test('T32: only the words of AWS make a stack that is not there', async () => {
  const stacks = new AwsStacks(clients(), new FakeClock());
  odd.say(queryError(400, 'ValidationError', 'Stack with id shop-preview-x does not exist'));
  expect(await stacks.find('shop-preview-x')).toBeUndefined();
  odd.say(queryError(400, 'ValidationError', "1 validation error detected: Value '' at 'stackName' failed"));
  await expect(stacks.find('shop-preview-x')).rejects.toMatchObject({ code: 'aws-refused' });
});

test('K61: neither keys nor signatures stand in an error', async () => {
  process.env.AWS_SECRET_ACCESS_KEY = 'very-secret-key';
  process.env.AWS_SESSION_TOKEN = 'very-secret-token';
  odd.say(queryError(403, 'SignatureDoesNotMatch', 'The Canonical String should have been very-secret-token'));
  const error = await list().catch((thrown: unknown) => thrown);
  delete process.env.AWS_SESSION_TOKEN;
  expect(error).toBeInstanceOf(PreviewError);
  expect(inspect(error, { depth: 10 })).not.toContain('very-secret');
});

test('a client is loaded when it is asked for, and once', () => {
  const opened = clients();
  expect(opened.s3).toBe(opened.s3);
  expect(opened.s3).not.toBe(clients().s3);
});
