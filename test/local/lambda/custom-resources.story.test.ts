import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type Started, start } from '../start';

let local: Started;
let client: CloudFormationClient;
beforeAll(async () => {
  local = await start();
  client = new CloudFormationClient(local.client);
});
afterAll(async () => {
  client.destroy();
  await local.stop();
});

/** As the CDK's handlers answer: to the host of the address, on port 443. */
const handler = `
const https = require('https');
exports.handler = async (event) => {
  console.log('EVENT' + JSON.stringify(event));
  const { mode, size } = event.ResourceProperties;
  if (mode === 'crash') throw new Error('boom');
  const failed = mode === 'fail' && event.RequestType !== 'Delete';
  const body = JSON.stringify({
    Status: failed ? 'FAILED' : 'SUCCESS', Reason: failed ? 'no luck' : undefined, StackId: event.StackId, RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId, PhysicalResourceId: event.RequestType === 'Delete' ? event.PhysicalResourceId : 'made-' + size,
    Data: { Address: 'at-' + size, deep: { er: 1 } }, NoEcho: mode === 'secret',
  });
  const url = new URL(event.ResponseURL);
  await new Promise((resolve, reject) => {
    const request = https.request({ hostname: url.hostname, path: url.pathname + url.search, method: 'PUT', headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) } }, resolve);
    request.on('error', reject);
    request.end(body);
  });
};`;

function template(properties: object, code = handler) {
  return JSON.stringify({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      Maker: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          ...{ Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: code }, Timeout: 20 },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
      Made: {
        Type: 'Custom::Thing',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Maker', 'Arn'] }, ...properties },
      },
      User: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { 'Fn::GetAtt': 'Made.Address' } } },
    },
    Outputs: {
      Id: { Value: { Ref: 'Made' } },
      Deep: { Value: { 'Fn::GetAtt': ['Made', 'deep.er'] } },
      Maker: { Value: { Ref: 'Maker' } },
    },
  });
}

const settled = /_(COMPLETE|FAILED)$/;

async function state(stack: string) {
  for (;;) {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    if (settled.test(found?.StackStatus ?? '') && !found?.StackStatus?.includes('CLEANUP')) {
      const outputs = Object.fromEntries((found?.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue]));
      return { id: found?.StackId ?? '', status: found?.StackStatus, outputs };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function make(body: string) {
  const StackName = `s-${randomUUID()}`;
  await client.send(new CreateStackCommand({ StackName, TemplateBody: body, Capabilities: ['CAPABILITY_IAM'] }));
  return { StackName, ...(await state(StackName)) };
}

async function eventsOf(stack: string, logicalId: string) {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stack }));
  return StackEvents.filter((event) => event.LogicalResourceId === logicalId);
}

const reasonsOf = async (stack: string) =>
  (await eventsOf(stack, 'Made')).flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);

/** The events that the function got, in order. */
function got(name: string) {
  const group = `/aws/lambda/${name}`;
  const { logs } = local.world;
  return logs
    .streams(group)
    .flatMap((stream) => logs.events(group, stream))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ message }) => {
      const at = message.indexOf('EVENT{');
      return at < 0 ? [] : [JSON.parse(message.slice(at + 5))];
    });
}

test('a custom resource is made, changed, replaced and deleted by the function of its stack', async () => {
  const { StackName, id, status, outputs } = await make(template({ size: 1, list: [true] }));
  expect({ status, outputs }).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Id: 'made-1', Deep: '1' } });
  const update = async (properties: object) => {
    const TemplateBody = template(properties);
    await client.send(new UpdateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
    return state(StackName);
  };
  expect(await update({ size: 1, colour: 'red' })).toMatchObject({
    status: 'UPDATE_COMPLETE',
    outputs: { Id: 'made-1' },
  });
  expect(await update({ size: 2 })).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { Id: 'made-2' } });
  await client.send(new DeleteStackCommand({ StackName }));
  expect((await state(id)).status).toBe('DELETE_COMPLETE');
  const events = got(String(outputs.Maker));
  expect(events).toMatchObject([
    {
      ...{ RequestType: 'Create', LogicalResourceId: 'Made', ResourceType: 'Custom::Thing', StackId: id },
      ResourceProperties: { size: '1', list: ['true'], ServiceToken: expect.stringContaining(':function:') },
    },
    { RequestType: 'Update', PhysicalResourceId: 'made-1', OldResourceProperties: { size: '1' } },
    { RequestType: 'Update', PhysicalResourceId: 'made-1', ResourceProperties: { size: '2' } },
    { RequestType: 'Delete', PhysicalResourceId: 'made-1', ResourceProperties: { size: '1', colour: 'red' } },
    { RequestType: 'Delete', PhysicalResourceId: 'made-2', ResourceProperties: { size: '2' } },
  ]);
  expect(new Set(events.map(({ RequestId }) => RequestId)).size).toBe(5);
});

test('what a function says of its failure is the reason of the event, and the stack asks for the deletion', async () => {
  const { StackName, status } = await make(template({ mode: 'fail', size: 1 }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(await reasonsOf(StackName)).toContainEqual(
    expect.stringMatching(
      /^Received response status \[FAILED\] from custom resource\. Message returned: no luck \(RequestId: [\w-]{36}\)$/,
    ),
  );
});

test('a function that fails, and one that does not answer in time, fail the resource in the words of CloudFormation', async () => {
  const [crashed, silent] = await Promise.all([
    make(template({ mode: 'crash' })),
    make(template({ ServiceTimeout: 1 }, 'exports.handler = async () => undefined;')),
  ]);
  const words =
    'CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [';
  expect(await reasonsOf(crashed.StackName)).toContainEqual(expect.stringMatching(/The function failed: .*boom/));
  expect(await reasonsOf(silent.StackName)).toContainEqual(expect.stringContaining(words));
  expect(silent.status).toBe('ROLLBACK_FAILED');
});

test('events do not show what a resource without echo answered', async () => {
  const { StackName, status } = await make(template({ mode: 'secret', size: 7 }));
  expect(status).toBe('CREATE_COMPLETE');
  const shown = (await eventsOf(StackName, 'User')).map(({ ResourceProperties }) => ResourceProperties).join();
  expect(shown).toContain('****');
  expect(shown).not.toContain('at-7');
});

test('inline code answers by the module cfn-response', async () => {
  const code = `const response = require('cfn-response');
    exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Address: 'x', deep: { er: 2 } }, 'by-module');`;
  expect(await make(template({}, code))).toMatchObject({
    ...{ status: 'CREATE_COMPLETE', outputs: { Id: 'by-module', Deep: '2' } },
  });
});

test('an answer to an address that nothing waits for is refused', async () => {
  const query = 'X-Amz-Credential=local%2F0%2Feu-central-1%2Flambda%2Faws4_request';
  const url = `${local.endpoint}/cloudformation-custom-resource-response/${randomUUID()}?${query}`;
  expect((await fetch(url, { method: 'PUT', body: '{}' })).status).toBe(403);
});
