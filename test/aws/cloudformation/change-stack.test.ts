import { CreateChangeSetCommand, ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { AwsStacks } from '../../../lib/aws/cloudformation/stacks';
import { SystemClock } from '../../../lib/machine/system-clock';
import { changeOf } from '../../contracts/aws/stacks.contract';
import { collect } from '../../contracts/collect';
import { type Served, serve } from '../../local/cloudformation/serve';
import { pointSdkAt } from '../aws-environment';

let served: Served;
let clients: AwsClients;
let stacks: AwsStacks;

beforeEach(async () => {
  served = await serve({ pageSize: 2 });
  pointSdkAt(served.endpoint);
  clients = awsClients({ region: 'eu-central-1', maxAttempts: 2 });
  stacks = new AwsStacks(clients, new SystemClock());
});
afterEach(async () => {
  clients.close();
  await served.close();
});

/** Change sets that were not executed. */
async function changeSets(StackName: string): Promise<number> {
  const { Summaries = [] } = await served.client.send(new ListChangeSetsCommand({ StackName }));
  return Summaries.filter(({ ExecutionStatus }) => ExecutionStatus !== 'EXECUTE_COMPLETE').length;
}

test('K13: stacks on every page are listed', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `shop-preview-${letter}`);
  for (const name of names) await stacks.change(changeOf(name));
  await served.idle();
  expect((await collect(stacks.list())).map((stack) => stack.name).sort()).toEqual(names);
});

test('T34: a stack in review, as an interrupted deploy leaves it, is created', async () => {
  const { template, token } = changeOf('shop-preview-a');
  await served.client.send(
    new CreateChangeSetCommand({
      StackName: 'shop-preview-a',
      ChangeSetName: token,
      ChangeSetType: 'CREATE',
      TemplateBody: template.body,
    }),
  );
  expect((await stacks.find('shop-preview-a'))?.status).toBe('REVIEW_IN_PROGRESS');
  expect(await stacks.change(changeOf('shop-preview-a'))).toMatchObject({ kind: 'started', operation: 'create' });
  await served.idle();
  expect((await stacks.find('shop-preview-a'))?.status).toBe('CREATE_COMPLETE');
});

test('T36: no operation asks for express mode, which ends before resources are ready or gone', async () => {
  const asked: Record<string, unknown>[] = [];
  clients.cloudFormation.middlewareStack.add(
    (next) => (args) => {
      asked.push(args.input as Record<string, unknown>);
      return next(args);
    },
    { step: 'initialize' },
  );
  const { stackId } = await stacks.change(changeOf('shop-preview-a'));
  await served.idle();
  await stacks.remove(stackId, { token: 'gone' });
  const operations = asked.filter((input) => 'ChangeSetName' in input || 'ClientRequestToken' in input);
  expect(operations.length).toBeGreaterThanOrEqual(3);
  expect(operations.filter((input) => 'DeploymentConfig' in input || 'DeletionMode' in input)).toEqual([]);
});

test('a change that changes nothing leaves no change set behind', async () => {
  await stacks.change(changeOf('shop-preview-a'));
  await served.idle();
  await stacks.change(changeOf('shop-preview-a'));
  expect(await changeSets('shop-preview-a')).toBe(0);
});

test('D10 a change set is waited for while CloudFormation refuses looks because of too many requests', async () => {
  served.faults.add({ kind: 'throttle', operation: 'DescribeChangeSet', times: 5 });
  expect(await stacks.change(changeOf('shop-preview-a'))).toMatchObject({ kind: 'started' });
  await served.idle();
});

test.each([
  ['a type that does not exist', '{"Resources":{"A":{"Type":"AWS::No::Such"}}}'],
  ['a reference to nothing', '{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Ref":"B"}}}}}'],
  ['no resources', '{}'],
])('a template with %s is refused with the words of CloudFormation, and leaves no stack', async (_, body) => {
  const change = changeOf('shop-preview-a');
  const refused = stacks.change({ ...change, template: { ...change.template, body } });
  await expect(refused).rejects.toMatchObject({ code: 'template-refused', fault: 'world' });
  expect(await stacks.find('shop-preview-a')).toBeUndefined();
});

test('a stack with an operation under way refuses another one', async () => {
  served.faults.add({ kind: 'stuck', match: 'Bucket', operation: 'create', times: 1, delayMs: 300 });
  await stacks.change(changeOf('shop-preview-a'));
  const change = stacks.change(changeOf('shop-preview-a', { note: 'second' }));
  await expect(change).rejects.toMatchObject({ code: 'stack-busy', message: expect.stringContaining('IN_PROGRESS') });
  await served.idle();
});

test('P3: of two first deploys at once one makes the stack, and the other one does not remove it', async () => {
  const both = await Promise.allSettled([
    stacks.change(changeOf('shop-preview-a', { note: 'first' })),
    stacks.change(changeOf('shop-preview-a', { note: 'second' })),
  ]);
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toHaveLength(1);
  // The codes after which a deploy looks at the stack again.
  expect(['stack-overtaken', 'stack-busy']).toContain(refused[0].code);
  await served.idle();
  expect(await stacks.find('shop-preview-a')).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('K22: a stack that is being updated refuses to be removed', async () => {
  const { stackId } = await stacks.change(changeOf('shop-preview-a'));
  await served.idle();
  served.faults.add({ kind: 'stuck', match: 'Bucket', operation: 'update', times: 1, delayMs: 300 });
  await stacks.change(changeOf('shop-preview-a', { note: 'second' }));
  await expect(stacks.remove(stackId, { token: 'remove' })).rejects.toMatchObject({ code: 'stack-busy' });
  await served.idle();
});

test('a template too long for the request is refused when there is nowhere to put it', async () => {
  const change = changeOf('shop-preview-a', { note: 'x'.repeat(60_000) });
  await expect(stacks.change(change)).rejects.toMatchObject({ code: 'template-too-large' });
  expect(await stacks.find('shop-preview-a')).toBeUndefined();
});

test('the tags of the change are the tags of the stack, and nothing else is', async () => {
  const tags = { 'preview-stacks:project': 'shop', 'preview-stacks:branch': 'fix=23123' };
  const { stackId } = await stacks.change(changeOf('shop-preview-a', { tags }));
  await served.idle();
  expect((await stacks.find(stackId))?.tags).toEqual(tags);
  const fewer = { 'preview-stacks:project': 'shop' };
  await stacks.change(changeOf('shop-preview-a', { tags: fewer }));
  await served.idle();
  expect((await stacks.find(stackId))?.tags).toEqual(fewer);
});
