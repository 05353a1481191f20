import { type LambdaWorld, openLambdaWorld, region, until } from './lambda-world';

let world: LambdaWorld;
beforeAll(async () => {
  world = await openLambdaWorld();
});
afterAll(() => world.close());

const arnOf = (service: string, name: string) => `arn:aws:${service}:${region}:123456789012:${name}`;

/** A function that reads a queue of the same name, with what it wrote into its log. */
async function reading(name: string, body: string, more: { batchSize?: number; reportsFailures?: boolean } = {}) {
  world.queues.create({ name, region, attributes: { VisibilityTimeout: '20' } });
  await world.inline(name, `exports.handler = async ({ Records }) => { ${body} };`);
  const source = {
    ...{ id: name, region, batchSize: 10, window: 0, enabled: true, reportsFailures: false, ...more },
    ...{ functionArn: arnOf('lambda', `function:${name}`), queueArn: arnOf('sqs', name) },
  };
  world.functions.setSource(source);
  return { source, said: (words: string) => world.logOf(name).filter((line) => line.includes(words)).length };
}

test('a function gets the messages of its queue, and what it handled is deleted', async () => {
  const attributes = { colour: { DataType: 'String', StringValue: 'red' } };
  const { said } = await reading('orders', `console.log('RECORDS' + JSON.stringify(Records));`);
  const id = world.queues.send('orders', 'hello', { attributes });
  await until(() => said('RECORDS') === 1 && world.queues.counts('orders').hidden === 0);
  const line = world.logOf('orders').find((one) => one.includes('RECORDS')) ?? '';
  expect(JSON.parse(line.slice(line.indexOf('RECORDS') + 7))).toEqual([
    {
      ...{ messageId: id, body: 'hello', md5OfBody: '5d41402abc4b2a76b9719d911017c592', awsRegion: region },
      ...{ eventSource: 'aws:sqs', eventSourceARN: arnOf('sqs', 'orders'), receiptHandle: expect.any(String) },
      attributes: expect.objectContaining({ ApproximateReceiveCount: '1' }),
      messageAttributes: {
        colour: { stringValue: 'red', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
    },
  ]);
  expect(world.queues.counts('orders')).toEqual({ visible: 0, hidden: 0, delayed: 0 });
});

test('a message that failed stays hidden in its queue, and of a batch only those that the function names', async () => {
  const failing = await reading('failing', `console.log('SEEN'); throw new Error('no');`);
  world.queues.send('failing', 'a');
  const partly = await reading(
    'partly',
    `console.log('SEEN'); return { batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) };`,
    { reportsFailures: true },
  );
  for (const body of ['good', 'bad', 'good']) world.queues.send('partly', body);
  await until(() => failing.said('END RequestId') === 1 && world.queues.counts('partly').hidden === 1);
  expect(world.queues.counts('failing')).toEqual({ visible: 0, hidden: 1, delayed: 0 });
  expect(partly.said('SEEN')).toBeGreaterThan(0);
});

test('a source is refused whose queue is gone, or hides messages for less time than the function has', async () => {
  const { source } = await reading('short', '');
  expect(() => world.functions.setSource({ ...source, queueArn: arnOf('sqs', 'gone') })).toThrow('NonExistentQueue');
  world.queues.change('short', { VisibilityTimeout: '5' });
  expect(() => world.functions.setSource(source)).toThrow(
    'Queue visibility timeout: 5 seconds is less than Function timeout: 20 seconds',
  );
  await world.functions.deleteSource('short');
  expect(() => world.functions.source('short')).toThrow('The resource you requested does not exist.');
});
