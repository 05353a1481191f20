import { type LambdaWorld, openLambdaWorld, until } from './lambda-world';

let world: LambdaWorld;
beforeAll(async () => {
  world = await openLambdaWorld();
});
afterAll(() => world.close());

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a handler gets the event, the context and the environment that Lambda gives it, and its log is one of three lines and its own', async () => {
  const source = `exports.handler = async (event, context) => {
    console.log('got', event);
    console.error('two\\nlines');
    const { AWS_REGION, AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE, AWS_EXECUTION_ENV, COLOUR, _HANDLER } = process.env;
    return {
      event, id: context.awsRequestId, memory: context.memoryLimitInMB, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis(),
      env: { AWS_REGION, AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE, AWS_EXECUTION_ENV, COLOUR, _HANDLER },
    };
  };`;
  await world.inline('greet', source, { environment: { COLOUR: 'red' }, memory: 256 });
  const { payload, failed, version } = await world.functions.invoke('greet', '{"a":1}');
  const answer = JSON.parse(payload);
  expect({ failed, version }).toEqual({ version: '$LATEST' });
  expect(answer).toMatchObject({
    event: { a: 1 },
    memory: '256',
    arn: 'arn:aws:lambda:eu-central-1:123456789012:function:greet',
    env: {
      ...{ AWS_REGION: 'eu-central-1', AWS_LAMBDA_FUNCTION_NAME: 'greet', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256' },
      ...{ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', COLOUR: 'red', _HANDLER: 'index.handler' },
    },
  });
  expect(answer.left).toBeGreaterThan(1000);
  expect(answer.left).toBeLessThanOrEqual(20_000);
  const { id } = answer;
  const time = String.raw`\d{4}-\d\d-\d\dT[\d:.]+Z`;
  expect(world.logOf('greet')).toEqual([
    `START RequestId: ${id} Version: $LATEST`,
    expect.stringMatching(new RegExp(`^${time}\t${id}\tINFO\tgot \\{ a: 1 \\}$`)),
    expect.stringMatching(new RegExp(`^${time}\t${id}\tERROR\ttwo\nlines$`)),
    `END RequestId: ${id}`,
    expect.stringMatching(
      new RegExp(
        `^REPORT RequestId: ${id}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 256 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms\t$`,
      ),
    ),
  ]);
  expect(world.logs.streams('/aws/lambda/greet')[0]).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
});

test('handlers may be modules, in folders, with callbacks and with the SDK of the runtime, and one process serves one invocation after the other', async () => {
  await world.zipped(
    'forms',
    {
      'package.json': '{"type":"module"}',
      'src/module.js': `import { readFileSync } from 'node:fs'; let n = 0;
        export const handler = async () => ({ n: ++n, is: typeof readFileSync, pid: process.pid });`,
    },
    { handler: 'src/module.handler' },
  );
  const first = JSON.parse((await world.functions.invoke('forms', '{}')).payload);
  const second = JSON.parse((await world.functions.invoke('forms', '{}')).payload);
  expect([first, second]).toEqual([
    { n: 1, is: 'function', pid: first.pid },
    { n: 2, is: 'function', pid: first.pid },
  ]);
  await world.inline(
    'callback',
    `exports.handler = (event, context, done) => { setTimeout(() => done(null, event.x), 5); };`,
  );
  expect((await world.functions.invoke('callback', '{"x":"y"}')).payload).toBe('"y"');
  await world.inline('sdk', `exports.handler = async () => typeof require('@aws-sdk/client-sqs').SQSClient;`);
  expect((await world.functions.invoke('sdk', '{}')).payload).toBe('"function"');
  await world.inline('silent', 'exports.handler = () => undefined;');
  expect((await world.functions.invoke('silent', '{}')).payload).toBe('null');
  await world.functions.delete('forms');
  await until(() => !isAlive(first.pid));
});

test.each([
  ['an error', `throw new TypeError('bad')`, { errorType: 'TypeError', errorMessage: 'bad', trace: expect.any(Array) }],
  [
    'an end of the process',
    'process.exit(3)',
    {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/^RequestId: [\w-]{36} Error: Runtime exited with error: exit status 3$/),
    },
  ],
  [
    'too long a time',
    'await new Promise((resolve) => setTimeout(resolve, 60_000))',
    {
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [\w-]{36} Error: Task timed out after 1\.00 seconds$/),
    },
  ],
  [
    'a promise that nothing waits for',
    `Promise.reject(new Error('lost')); await new Promise((resolve) => setTimeout(resolve, 500))`,
    expect.objectContaining({ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' }),
  ],
])('a function fails by %s in the words of Lambda, and the next invocation runs', async (words, body, error) => {
  const name = words.replaceAll(' ', '-');
  const source = `exports.handler = async (event) => { if (event.bad) { ${body} } return 'well'; };`;
  await world.inline(name, source, { timeout: 1 });
  const result = await world.functions.invoke(name, '{"bad":true}');
  expect(result.failed).toBe(true);
  expect(JSON.parse(result.payload)).toEqual(error);
  expect(await world.functions.invoke(name, '{}')).toMatchObject({ payload: '"well"' });
});

test.each([
  [{ 'other.js': '' }, 'index.handler', 'Runtime.ImportModuleError'],
  [{ 'index.js': `require('./gone')` }, 'index.handler', 'Runtime.ImportModuleError'],
  [{ 'index.js': 'exports.other = 1' }, 'index.handler', 'Runtime.HandlerNotFound'],
  [{ 'index.js': 'const {' }, 'index.handler', 'Runtime.UserCodeSyntaxError'],
])('code that cannot be loaded is said by name: %j', async (files, handler, errorType) => {
  const name = `unloaded-${errorType.replace('.', '-')}-${Object.values(files).join('').length}`;
  await world.zipped(name, files, { handler });
  const { payload, failed } = await world.functions.invoke(name, '{}');
  expect({ failed, errorType: JSON.parse(payload).errorType }).toEqual({ failed: true, errorType });
});

test('settings and code that Lambda refuses make no function', async () => {
  const make = (more: object, code: object = { text: '' }) =>
    world.functions.create({ ...world.request('refused', code as { text: string }), ...more });
  await expect(make({ timeout: 901 })).rejects.toThrow("Value '901' at 'timeout' failed to satisfy constraint");
  await expect(make({ memory: 64 })).rejects.toThrow('greater than or equal to 128');
  await expect(make({ name: 'a b' })).rejects.toThrow("at 'functionName'");
  await expect(make({ runtime: 'python3.13' })).rejects.toThrow('none with the runtime python3.13');
  await expect(make({ environment: { AWS_REGION: 'x' } })).rejects.toThrow(
    'Reserved keys used in this request: AWS_REGION',
  );
  await expect(make({}, { bucket: 'code', key: 'gone' })).rejects.toThrow(
    'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
  );
  world.objects.set('no-zip', Buffer.from('no zip'));
  await expect(make({}, { bucket: 'code', key: 'no-zip' })).rejects.toThrow('Could not unzip uploaded file');
  expect(world.functions.list().map(({ latest }) => latest.name)).not.toContain('refused');
});

test('a version keeps its code when the function changes, and an alias leads to it', async () => {
  await world.inline('versioned', `exports.handler = async () => 'one';`);
  const { version } = world.functions.publish('versioned');
  expect(() => world.functions.publish('versioned')).toThrow('A version for this Lambda function exists ( 1 )');
  world.functions.setAlias('versioned', { name: 'live', version, description: '' });
  await world.functions.update(world.request('versioned', { text: `exports.handler = async () => 'two';` }));
  const answers = ['versioned', 'versioned:1', 'versioned:live'].map((name) => world.functions.invoke(name, '{}'));
  expect((await Promise.all(answers)).map(({ payload }) => payload)).toEqual(['"two"', '"one"', '"one"']);
  expect(() => world.functions.version('versioned:gone')).toThrow('Function not found: ');
});

test('an event for later is tried three times, and what failed goes to the dead-letter queue', async () => {
  world.queues.create({ name: 'dead', region: 'eu-central-1' });
  const deadLetterArn = 'arn:aws:sqs:eu-central-1:123456789012:dead';
  await world.inline('later', `exports.handler = async () => { throw new Error('never'); };`, { deadLetterArn });
  await world.functions.invokeLater('later', '{"x":1}');
  expect(world.logOf('later').filter((line) => line.startsWith('START'))).toHaveLength(3);
  expect(await world.queues.receive('dead')).toMatchObject([
    { body: '{"x":1}', attributes: { ErrorMessage: { StringValue: 'never' } } },
  ]);
});

test('functions are found again after a restart, and nothing of them runs on', async () => {
  await world.inline('lasting', 'exports.handler = async () => process.pid;');
  const pid = Number((await world.functions.invoke('lasting', '{}')).payload);
  await world.restart();
  expect(isAlive(pid)).toBe(false);
  expect(Number((await world.functions.invoke('lasting', '{}')).payload)).not.toBe(pid);
});
