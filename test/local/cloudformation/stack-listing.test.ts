import {
  DeleteStackCommand,
  DescribeAccountLimitsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  GetStackPolicyCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListExportsCommand,
  ListImportsCommand,
  paginateDescribeStackEvents,
  paginateDescribeStacks,
  paginateListStackResources,
  SetStackPolicyCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, stackOf, updated } from './stack-helpers';

const bucket = { Type: 'AWS::S3::Bucket' };

describe('listing stacks', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve({ pageSize: 2 });
  });
  afterEach(() => served.close());

  test('GetTemplate gives a question mark in place of each character beyond ASCII, unless the template had its code', async () => {
    const greeting = (body: string) => ({
      TemplateBody: `{"Description": "${body}", "Resources": {"F": {"Type": "AWS::S3::Bucket"}}}`,
    });
    await created(served, {}, greeting('Grüße 🚀 \\u00fc'));
    const { TemplateBody } = await served.client.send(new GetTemplateCommand({ StackName: 'shop' }));
    expect(TemplateBody).toBe(greeting('Gr??e ? \\u00fc').TemplateBody);
  });

  test('pages through stacks, resources and events without losing or doubling one (trap T33)', async () => {
    for (const StackName of ['a', 'b', 'c', 'd', 'e']) {
      await created(served, { Resources: { A: bucket, B: bucket, C: bucket } }, { StackName });
    }
    const names: (string | undefined)[] = [];
    for await (const { Stacks } of paginateDescribeStacks({ client: served.client }, {})) {
      expect(Stacks?.length).toBeLessThanOrEqual(2);
      names.push(...(Stacks ?? []).map(({ StackName }) => StackName));
    }
    expect(names).toEqual(['e', 'd', 'c', 'b', 'a']);
    const resources: (string | undefined)[] = [];
    for await (const { StackResourceSummaries } of paginateListStackResources(
      { client: served.client },
      { StackName: 'a' },
    )) {
      resources.push(...(StackResourceSummaries ?? []).map(({ LogicalResourceId }) => LogicalResourceId));
    }
    expect(resources.toSorted()).toEqual(['A', 'B', 'C']);
    const times: number[] = [];
    for await (const { StackEvents } of paginateDescribeStackEvents({ client: served.client }, { StackName: 'a' })) {
      times.push(...(StackEvents ?? []).map(({ Timestamp }) => Timestamp?.getTime() ?? 0));
    }
    expect(times).toHaveLength(11);
    expect(times).toEqual([...new Set(times)].toSorted((left, right) => right - left));
  });

  test('finds a resource by logical id, and its stack by physical id', async () => {
    await created(served, {
      Resources: { Files: { ...bucket, Properties: { BucketName: 'files' }, Metadata: { a: 'b' } } },
    });
    const { StackResourceDetail } = await served.client.send(
      new DescribeStackResourceCommand({ StackName: 'shop', LogicalResourceId: 'Files' }),
    );
    expect(StackResourceDetail).toMatchObject({
      PhysicalResourceId: 'files',
      ResourceStatus: 'CREATE_COMPLETE',
      Metadata: '{"a":"b"}',
    });
    const { StackResources } = await served.client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: 'files' }),
    );
    expect(StackResources).toMatchObject([{ StackName: 'shop', LogicalResourceId: 'Files' }]);
    await expect(
      served.client.send(new DescribeStackResourceCommand({ StackName: 'shop', LogicalResourceId: 'Nope' })),
    ).rejects.toThrow(/^Resource Nope does not exist for stack arn:/);
  });

  test('exports and imports values; an export in use can neither go nor change', async () => {
    const producer = (value: string) => ({
      Resources: { Files: bucket },
      Outputs: { Shared: { Value: value, Export: { Name: 'shared' } } },
    });
    const consumer = {
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': 'shared' } } } },
    };
    await created(served, producer('one'));
    await created(served, consumer, { StackName: 'reader' });
    expect(served.made.living.has('one')).toBe(true);
    const { Exports } = await served.client.send(new ListExportsCommand({}));
    expect(Exports).toMatchObject([{ Name: 'shared', Value: 'one' }]);
    const { Imports } = await served.client.send(new ListImportsCommand({ ExportName: 'shared' }));
    expect(Imports).toEqual(['reader']);
    const changed = await updated(served, producer('two'));
    expect(changed.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    expect(await stackOf(served, 'shop')).toMatchObject({
      StackStatus: 'DELETE_FAILED',
      StackStatusReason: 'Export shared cannot be deleted as it is in use by reader',
    });
    await served.client.send(new DeleteStackCommand({ StackName: 'reader' }));
    await served.idle();
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    await expect(stackOf(served, 'shop')).rejects.toThrow('Stack with id shop does not exist');
  });

  test('fails a stack that exports a name a second time or imports one that is not there', async () => {
    const exporting = { Resources: { Files: bucket }, Outputs: { Shared: { Value: 'v', Export: { Name: 'shared' } } } };
    await created(served, exporting);
    const second = await created(served, exporting, { StackName: 'second', DisableRollback: true });
    expect(second.StackStatusReason).toMatch(/^Export with name shared is already exported by stack shop\./);
    const importing = {
      Resources: { Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': 'nope' } } } },
    };
    expect((await created(served, importing, { StackName: 'third' })).StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('validates and summarizes templates', async () => {
    const TemplateBody = JSON.stringify({
      Description: 'd',
      Parameters: { P: { Type: 'String', Default: 'x', Description: 'a parameter' } },
      Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } } },
    });
    const valid = await served.client.send(new ValidateTemplateCommand({ TemplateBody }));
    expect(valid).toMatchObject({
      Description: 'd',
      Parameters: [{ ParameterKey: 'P', DefaultValue: 'x', NoEcho: false }],
      Capabilities: ['CAPABILITY_IAM'],
      CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
    });
    const summary = await served.client.send(new GetTemplateSummaryCommand({ TemplateBody }));
    expect(summary).toMatchObject({
      ResourceTypes: ['AWS::IAM::Role'],
      Parameters: [{ ParameterKey: 'P', ParameterType: 'String' }],
    });
    await expect(served.client.send(new ValidateTemplateCommand({ TemplateBody: '{"Resources":{}}' }))).rejects.toThrow(
      'Template format error: At least one Resources member must be defined.',
    );
  });

  test('keeps stack policies and tells the account limits', async () => {
    await created(served, { Resources: { Files: bucket } });
    await served.client.send(new SetStackPolicyCommand({ StackName: 'shop', StackPolicyBody: '{}' }));
    expect((await served.client.send(new GetStackPolicyCommand({ StackName: 'shop' }))).StackPolicyBody).toBe('{}');
    const { AccountLimits } = await served.client.send(new DescribeAccountLimitsCommand({}));
    expect(AccountLimits).toContainEqual({ Name: 'StackLimit', Value: 2000 });
  });
});
