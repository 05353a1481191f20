import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created } from './stack-helpers';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services/cloudformation, the
// test's name and date beside each). What is refused before there is a stack or a change set.
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const maps = { TopicSuffixMap: { A: { Suffix: 'suffix-a' } } };
const named = (QueueName: unknown, more: object = {}) => ({ Resources: { Jobs: queue({ QueueName }) }, ...more });
const selects = 'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';
const twelve = { 'Fn::GetAZs': '' };

describe('a template as AWS recorded its refusal', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  const refused = (message: string) => ({ name: 'ValidationError', message, $metadata: { httpStatusCode: 400 } });

  test.each<[string, object, string]>([
    [
      'C3 a first key that the map lacks (test_mapping_with_nonexisting_key, 2023-06-12)',
      named({ 'Fn::FindInMap': ['TopicSuffixMap', 'C', 'Suffix'] }, { Mappings: maps }),
      'Template error: Unable to get mapping for TopicSuffixMap::C::Suffix',
    ],
    [
      'C3 a second key that the map lacks (test_async_mapping_error_second_level_v2, 2025-08-07)',
      named({ 'Fn::FindInMap': ['TopicSuffixMap', 'A', 'NotValid'] }, { Mappings: maps }),
      'Template error: Unable to get mapping for TopicSuffixMap::A::NotValid',
    ],
    [
      'C4 an index that is no integer (test_invalid_select_index_type[non-integer-index], 2025-09-12)',
      named({ 'Fn::Select': ['one', ['a', 'b']] }),
      selects,
    ],
    [
      'C4 a second argument that is no list (test_invalid_select_index_type[non-list-list], 2025-09-12)',
      named({ 'Fn::Select': [0, 'not-a-list'] }),
      selects,
    ],
    [
      'C4 an index out of range (test_invalid_select_index_type[index-out-of-range], 2025-09-12)',
      named({ 'Fn::Select': [5, twelve] }),
      selects,
    ],
    ['C4 in an output, too', named('one', { Outputs: { Last: { Value: { 'Fn::Select': [5, ['a']] } } } }), selects],
    [
      'C20 an output of a resource that its condition leaves out (test_output_reference_to_skipped_resource, 2023-06-26)',
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { MyTopic: queue({}, { Condition: 'Never' }), Jobs: queue({}) },
        Outputs: { Name: { Value: { Ref: 'MyTopic' } } },
      },
      'Unresolved resource dependencies [MyTopic] in the Outputs block of the template',
    ],
    [
      'C20 a resource of one that its condition leaves out (test_dependent_ref, 2025-09-30)',
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { MyTopic: queue({}, { Condition: 'Never' }), Jobs: queue({ QueueName: { Ref: 'MyTopic' } }) },
      },
      'Template format error: Unresolved resource dependencies [MyTopic] in the Resources block of the template',
    ],
    [
      'C20 DependsOn what is not there (test_depends_on_with_missing_reference, 2023-07-10)',
      { Resources: { Jobs: queue({}, { DependsOn: 'NonExistingResource' }) } },
      'Template format error: Unresolved resource dependencies [NonExistingResource] in the Resources block of the template',
    ],
    [
      'C20 Fn::If with a condition that is not there (test_missing_condition, 2025-10-08)',
      named({ 'Fn::If': ['MissingCondition', 'a', 'b'] }),
      'Template error: unresolved condition dependency MissingCondition in Fn::If',
    ],
    [
      'C20 no Resources (test_missing_resources_block, 2024-05-31)',
      { Parameters: {} },
      'Template format error: At least one Resources member must be defined.',
    ],
    [
      'C20 a resource without Type (test_resources_blocks[missing-type], 2024-05-31)',
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
  ])('%s', async (_name, template, message) => {
    const TemplateBody = JSON.stringify(template);
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

  test('P2b an export that is not there is looked for when the stack is made (test_describe_change_set_import_non_existent_export, 2025-08-05)', async () => {
    const TemplateBody = JSON.stringify(named({ 'Fn::ImportValue': 'nowhere' }));
    const names = { StackName: 'shop', ChangeSetName: 'next' };
    await served.client.send(new CreateChangeSetCommand({ ...names, ChangeSetType: 'CREATE', TemplateBody }));
    expect(await served.client.send(new DescribeChangeSetCommand(names))).toMatchObject({
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
    });
  });

  test('C20 a text for a number (test_invalid_parameter_type, 2025-10-06)', async () => {
    const template = { Parameters: { Value: { Type: 'Number' } }, Resources: { Jobs: queue({}) } };
    const Parameters = [{ ParameterKey: 'Value', ParameterValue: 'text' }];
    await expect(created(served, template, { Parameters })).rejects.toMatchObject(
      refused("Parameter 'Value' must be a number."),
    );
  });

  test('C20 broken JSON with line and column (test_validate_invalid_json_template_should_fail, 2024-06-18), broken YAML without (test_create_stack_invalid_yaml_template_should_fail, 2025-11-13)', async () => {
    const validate = (TemplateBody: string) => served.client.send(new ValidateTemplateCommand({ TemplateBody }));
    await expect(validate('{"this is invalid JSON"="bobbins"}')).rejects.toMatchObject(
      refused('Template format error: JSON not well-formed. (line 1, column 25)'),
    );
    await expect(validate('Resources:\n  - a\n b: [')).rejects.toThrow(
      /^Template format error: YAML not well-formed\./,
    );
  });

  test('C20 a change set by its name alone (test_delete_change_set_exception, 2025-07-21), a template of nothing (test_get_template_no_arguments, 2025-11-13; test_get_template_missing_resources_change_set, 2025-09-12)', async () => {
    const missing = 'StackName must be specified if ChangeSetName is not specified as an ARN.';
    const remove = new DeleteChangeSetCommand({ ChangeSetName: 'next' });
    await expect(served.client.send(remove)).rejects.toMatchObject(refused(missing));
    const describeIt = new DescribeChangeSetCommand({ ChangeSetName: 'next' });
    await expect(served.client.send(describeIt)).rejects.toMatchObject(refused(missing));
    await expect(served.client.send(new GetTemplateCommand({}))).rejects.toMatchObject(
      refused('StackName is required if ChangeSetName is not specified.'),
    );
    await expect(served.client.send(new GetTemplateCommand({ ChangeSetName: 'next' }))).rejects.toMatchObject(
      refused('StackName is a required parameter.'),
    );
  });

  test('C20 a resource that the stack has not is refused with the id of the stack', async () => {
    const { StackId } = await created(served, { Resources: { Jobs: queue({}) } });
    const look = new DescribeStackResourceCommand({ StackName: 'shop', LogicalResourceId: 'Nope' });
    await expect(served.client.send(look)).rejects.toMatchObject(
      refused(`Resource Nope does not exist for stack ${StackId}`),
    );
  });

  test('C21 an address s3:// is none of a template (test_create_stack_from_s3_template_url[s3_url], 2023-10-10)', async () => {
    served.objects.set('bundles/t.json', JSON.stringify({ Resources: { Jobs: queue({}) } }));
    const create = (TemplateURL: string) => created(served, {}, { TemplateBody: undefined, TemplateURL });
    await expect(create('s3://bundles/t.json')).rejects.toMatchObject(
      refused('S3 error: Domain name specified in bundles is not a valid S3 domain'),
    );
    await expect(create('http://example.com/t.json')).rejects.toMatchObject(
      refused('TemplateURL must be a supported URL.'),
    );
  });
});
