import { type LambdaWorld, openLambdaWorld, until } from './lambda-world';

let world: LambdaWorld;
beforeAll(async () => {
  world = await openLambdaWorld();
  await world.inline(
    'echo',
    `exports.handler = async (event) => { if (event.bad) throw new Error('bad'); console.log('said'); return event; };`,
    {
      tags: { team: 'shop' },
    },
  );
});
afterAll(() => world.close());

const base = '/2015-03-31/functions';
const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:echo';

test('Invoke answers with the payload, the version, the failure and the end of the log', async () => {
  const well = await world.ask('POST', `${base}/echo/invocations`, '{"a":1}', { 'x-amz-log-type': 'Tail' });
  expect({ status: well.status, body: well.body }).toEqual({ status: 200, body: { a: 1 } });
  expect(well.headers.get('x-amz-executed-version')).toBe('$LATEST');
  expect(well.headers.get('x-amz-function-error')).toBeNull();
  const log = Buffer.from(well.headers.get('x-amz-log-result') ?? '', 'base64').toString();
  expect(log).toMatch(/^START RequestId: .*\n.*\tINFO\tsaid\nEND RequestId: .*\nREPORT RequestId: .*\t\n$/);
  const ill = await world.ask('POST', `${base}/${encodeURIComponent(arn)}/invocations`, '{"bad":1}');
  expect(ill).toMatchObject({ status: 200, body: { errorType: 'Error', errorMessage: 'bad' } });
  expect(ill.headers.get('x-amz-function-error')).toBe('Unhandled');
  expect(ill.headers.get('x-amz-log-result')).toBeNull();
});

test('Invoke takes an event for later, and looks without running anything', async () => {
  const before = world.logOf('echo').length;
  const dry = await world.ask('POST', `${base}/echo/invocations`, '', { 'x-amz-invocation-type': 'DryRun' });
  expect({ status: dry.status, log: world.logOf('echo').length }).toEqual({ status: 204, log: before });
  const later = await world.ask('POST', `${base}/echo/invocations`, '', { 'x-amz-invocation-type': 'Event' });
  expect({ status: later.status, body: later.body }).toEqual({ status: 202, body: undefined });
  await until(() => world.logOf('echo').length === before + 4);
});

test('what Lambda refuses has its status, its code and its words', async () => {
  const refusal = async (...call: Parameters<LambdaWorld['ask']>) => {
    const { status, headers, body } = await world.ask(...call);
    return [status, headers.get('x-amzn-errortype'), body.Message];
  };
  expect(await refusal('POST', `${base}/gone/invocations`, '{}')).toEqual([
    ...[404, 'ResourceNotFoundException'],
    'Function not found: arn:aws:lambda:eu-central-1:123456789012:function:gone',
  ]);
  expect(await refusal('POST', `${base}/echo/invocations`, '{')).toEqual([
    ...[400, 'InvalidRequestContentException', expect.stringMatching(/^Could not parse request body into json: /)],
  ]);
  expect(await refusal('POST', `${base}/echo/invocations`, `"${'x'.repeat(6_291_456)}"`)).toEqual([
    ...[413, 'RequestTooLargeException', 'Request must be smaller than 6291456 bytes for the InvokeFunction operation'],
  ]);
  expect(await refusal('GET', `${base}/a%20b`)).toEqual([400, 'ValidationException', expect.stringContaining("'a b'")]);
  expect(await refusal('GET', `${base}/echo/policy`)).toEqual([
    ...[404, 'ResourceNotFoundException', 'The resource you requested does not exist.'],
  ]);
  await world.inline('throttled', '', { reservedConcurrency: 0 });
  expect(await refusal('POST', `${base}/throttled/invocations`, '{}')).toEqual([
    ...[429, 'TooManyRequestsException', 'Rate Exceeded.'],
  ]);
});

test('functions are shown and listed a page at a time', async () => {
  const one = await world.ask('GET', `${base}/echo`);
  expect(one.body).toMatchObject({
    Configuration: {
      ...{
        FunctionName: 'echo',
        FunctionArn: arn,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Version: '$LATEST',
      },
      ...{ State: 'Active', LastUpdateStatus: 'Successful', PackageType: 'Zip', MemorySize: 128, Timeout: 20 },
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/),
    },
    Tags: { team: 'shop' },
  });
  expect((await world.ask('GET', `${base}/echo/configuration`)).body).toEqual(one.body.Configuration);
  await world.inline('another', '');
  const first = await world.ask('GET', `${base}/?MaxItems=1`);
  expect(first.body).toMatchObject({ Functions: [{ FunctionName: 'another' }], NextMarker: '1' });
  const second = await world.ask('GET', `${base}/?MaxItems=1&Marker=1`);
  expect(second.body.Functions).toMatchObject([{ FunctionName: 'echo' }]);
});
