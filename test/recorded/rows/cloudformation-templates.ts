import { type Row, validationError } from '../row';

/*
 * Templates that CloudFormation refuses when a change set is made. LS: github localstack/localstack at 8b9a79f,
 * tests/aws/services/cloudformation, whose snapshots were recorded on AWS. Where a recording has topics, a row has queues.
 */
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const named = (QueueName: unknown, more: object = {}) => ({ Resources: { Jobs: queue({ QueueName }) }, ...more });
const suffixes = { Mappings: { TopicSuffixMap: { A: { Suffix: 'a' } } } };
const never = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
const selects = 'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';

interface RefusedTemplate extends Pick<Row, 'id' | 'fact' | 'recorded'> {
  readonly template: unknown;
  readonly message: string;
}

export const refusedTemplates: readonly RefusedTemplate[] = [
  {
    id: 'C3a',
    fact: 'FindInMap with a first key that the map lacks',
    template: named({ 'Fn::FindInMap': ['TopicSuffixMap', 'C', 'Suffix'] }, suffixes),
    message: 'Template error: Unable to get mapping for TopicSuffixMap::C::Suffix',
    recorded: ['LS engine/test_mappings::test_mapping_with_nonexisting_key', '2023-06-12'],
  },
  {
    id: 'C3b',
    fact: 'FindInMap with a second key that the map lacks',
    template: named({ 'Fn::FindInMap': ['TopicSuffixMap', 'A', 'NotValid'] }, suffixes),
    message: 'Template error: Unable to get mapping for TopicSuffixMap::A::NotValid',
    recorded: ['LS engine/test_mappings::test_async_mapping_error_second_level_v2', '2025-08-07'],
  },
  ...(
    [
      ['C4a', 'non-integer-index', ['one', ['a', 'b']]],
      ['C4b', 'non-list-list', [0, 'not-a-list']],
      ['C4c', 'index-out-of-range', [5, { 'Fn::GetAZs': '' }]],
    ] as const
  ).map(
    ([id, kind, select]): RefusedTemplate => ({
      ...{ id, fact: `Fn::Select: ${kind}`, template: named({ 'Fn::Select': select }), message: selects },
      recorded: [`LS test_change_set_fn_select::test_invalid_select_index_type[${kind}]`, '2025-09-12'],
    }),
  ),
  {
    id: 'C20a',
    fact: 'an output of a resource that its condition leaves out',
    template: {
      ...{ ...never, Resources: { MyTopic: queue({}, { Condition: 'Never' }), Jobs: queue({}) } },
      Outputs: { Name: { Value: { Ref: 'MyTopic' } } },
    },
    message: 'Unresolved resource dependencies [MyTopic] in the Outputs block of the template',
    recorded: ['LS engine/test_conditions::test_output_reference_to_skipped_resource', '2023-06-26'],
  },
  {
    id: 'C20b',
    fact: 'a resource of one that its condition leaves out',
    template: {
      ...never,
      Resources: { MyTopic: queue({}, { Condition: 'Never' }), Jobs: queue({ QueueName: { Ref: 'MyTopic' } }) },
    },
    message: 'Template format error: Unresolved resource dependencies [MyTopic] in the Resources block of the template',
    recorded: ['LS engine/test_conditions::test_dependent_ref', '2025-09-30'],
  },
  {
    id: 'C20c',
    fact: 'DependsOn what is not there',
    template: { Resources: { Jobs: queue({}, { DependsOn: 'NonExistingResource' }) } },
    message:
      'Template format error: Unresolved resource dependencies [NonExistingResource] in the Resources block of the template',
    recorded: ['LS engine/test_references::test_depends_on_with_missing_reference', '2023-07-10'],
  },
  {
    id: 'C20d',
    fact: 'Fn::If with a condition that is not there',
    template: named({ 'Fn::If': ['MissingCondition', 'a', 'b'] }),
    message: 'Template error: unresolved condition dependency MissingCondition in Fn::If',
    recorded: ['LS test_change_set_conditions::test_missing_condition', '2025-10-08'],
  },
  {
    id: 'C20e',
    fact: 'no Resources',
    template: { Parameters: {} },
    message: 'Template format error: At least one Resources member must be defined.',
    recorded: ['LS api/test_stacks::test_missing_resources_block', '2024-05-31'],
  },
  {
    id: 'C20f',
    fact: 'a resource without Type',
    template: { Resources: { A: {} } },
    message: 'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    recorded: ['LS api/test_stacks::test_resources_blocks[missing-type]', '2024-05-31'],
  },
  {
    id: 'C20g',
    fact: 'broken JSON',
    template: '{"this is invalid JSON"="bobbins"}',
    message: 'Template format error: JSON not well-formed. (line 1, column 25)',
    recorded: ['LS api/test_templates::test_validate_invalid_json_template_should_fail', '2024-06-18'],
  },
];

export const cloudFormationTemplates: readonly Row[] = refusedTemplates.map(({ template, message, ...row }) => ({
  ...row,
  call: [
    'cloudformation:CreateChangeSet',
    { StackName: '<name>', ChangeSetName: 'next', ChangeSetType: 'CREATE', TemplateBody: template },
  ],
  answer: validationError(message),
}));
