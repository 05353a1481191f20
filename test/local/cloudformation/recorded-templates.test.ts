import { CreateChangeSetCommand, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { refusedTemplates } from '../../recorded/rows/cloudformation-templates';
import { type Served, serve } from './serve';
import { created } from './stack-helpers';

// What AWS was recorded to refuse before there is a change set; no recording has the making of a stack.
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const named = (QueueName: unknown, more: object = {}) => ({ Resources: { Jobs: queue({ QueueName }) }, ...more });
const selects = 'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';

describe('a template as AWS recorded its refusal', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const refused = (message: string) => ({ name: 'ValidationError', message, $metadata: { httpStatusCode: 400 } });

  test.each([
    ...refusedTemplates,
    {
      ...{ id: 'C4', fact: 'in an output, too', message: selects },
      template: named('one', { Outputs: { Last: { Value: { 'Fn::Select': [5, ['a']] } } } }),
    },
  ])('$id $fact: CreateStack refuses it, too, and nothing is made', async ({ template, message }) => {
    const TemplateBody = typeof template === 'string' ? template : JSON.stringify(template);
    const names = { StackName: 'shop', ChangeSetName: 'next' };
    const changeSet = new CreateChangeSetCommand({ ...names, ChangeSetType: 'CREATE', TemplateBody });
    await expect(served.client.send(changeSet)).rejects.toMatchObject(refused(message));
    const stack = new CreateStackCommand({ StackName: 'shop', TemplateBody });
    await expect(served.client.send(stack)).rejects.toMatchObject(refused(message));
    expect((await served.client.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  });

  test('C4 what only the making of a resource brings may be split and selected from', async () => {
    const parts = { 'Fn::Split': [':', { 'Fn::GetAtt': ['Jobs', 'Arn'] }] };
    const Tags = [{ Key: 'region', Value: { 'Fn::Select': [3, parts] } }];
    const stack = await created(served, {
      Resources: { Jobs: queue({}), Files: { Type: 'AWS::S3::Bucket', Properties: { Tags } } },
      Outputs: { Joined: { Value: { 'Fn::Join': ['-', parts] } } },
    });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(stack.Outputs?.[0]?.OutputValue).toMatch(/^arn-aws-sqs-eu-central-1-/);
  });
});
