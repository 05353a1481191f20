import { type Row, validationError } from '../row';

/*
 * Calls that CloudFormation refuses. LS: github localstack/localstack at 8b9a79f, tests/aws/services/cloudformation, whose snapshots were
 * recorded on AWS. Where a recording has topics, a row has queues.
 */
const jobs = { Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } };
const made = ['cloudformation:CreateStack', { StackName: '<name>', TemplateBody: jobs }] as const;
const deleted = [made, ['cloudformation:DeleteStack', { StackName: '<0.StackId>' }]] as const;
const set = { StackName: '<name>', ChangeSetName: 'next', ChangeSetType: 'CREATE' };
const waiting = ['cloudformation:CreateChangeSet', { ...set, TemplateBody: jobs }] as const;

const notThere: readonly Row[] = (
  [
    [
      'K8a',
      'DescribeStacks',
      'Stack with id <name> does not exist',
      'api/test_stacks::test_name_conflicts',
      '2024-03-26',
    ],
    [
      'K8b',
      'DescribeStackEvents',
      'Stack [<name>] does not exist',
      'api/test_stacks::test_describe_stack_events_errors',
      '2024-03-26',
    ],
    [
      'K8c',
      'DescribeChangeSet',
      'Stack [<name>] does not exist',
      'api/test_changesets::test_describe_change_set_nonexisting',
      '2025-03-11',
    ],
    [
      'K8d',
      'DeleteChangeSet',
      'Stack [<name>] does not exist',
      'api/test_changesets::test_delete_change_set_exception',
      '2025-07-21',
    ],
    [
      'K8e',
      'GetTemplate',
      'Stack with id <name> does not exist',
      'api/test_templates::test_get_template_missing_resources_stack',
      '2025-09-12',
    ],
    [
      'K8f',
      'DescribeStackResource',
      "Stack '<name>' does not exist",
      'api/test_resources::test_describe_non_existent_stack',
      '2025-07-25',
    ],
  ] as const
).map(([id, operation, message, source, date]) => {
  const set = operation.endsWith('ChangeSet') && { ChangeSetName: 'next' };
  const resource = operation === 'DescribeStackResource' && { LogicalResourceId: 'Jobs' };
  return {
    id,
    fact: `${operation} of a stack that is not there`,
    call: [`cloudformation:${operation}`, { StackName: '<name>', ...set, ...resource }],
    answer: validationError(message),
    recorded: [`LS ${source}`, date],
  };
});

export const cloudFormationRefusals: readonly Row[] = [
  {
    id: 'C20h',
    fact: 'broken YAML',
    call: ['cloudformation:ValidateTemplate', { TemplateBody: 'Resources:\n  - a\n b: [' }],
    answer: validationError(/^Template format error: YAML not well-formed\./),
    recorded: ['LS api/test_templates::test_create_stack_invalid_yaml_template_should_fail', '2025-11-13'],
  },
  {
    id: 'C20i',
    fact: 'a change set by its name alone',
    call: ['cloudformation:DeleteChangeSet', { ChangeSetName: 'next' }],
    answer: validationError('StackName must be specified if ChangeSetName is not specified as an ARN.'),
    recorded: ['LS api/test_changesets::test_delete_change_set_exception', '2025-07-21'],
  },
  {
    id: 'C20j',
    fact: 'the template of a change set by its name alone',
    call: ['cloudformation:GetTemplate', { ChangeSetName: 'next' }],
    answer: validationError('StackName is a required parameter.'),
    recorded: ['LS api/test_templates::test_get_template_missing_resources_change_set', '2025-09-12'],
  },
  {
    id: 'C20k',
    fact: 'the template of nothing',
    call: ['cloudformation:GetTemplate'],
    answer: validationError('StackName is required if ChangeSetName is not specified.'),
    recorded: ['LS api/test_templates::test_get_template_no_arguments', '2025-11-13'],
  },
  {
    id: 'C20l',
    fact: 'a text for a number',
    call: [
      'cloudformation:CreateStack',
      {
        StackName: '<name>',
        TemplateBody: { Parameters: { Value: { Type: 'Number' } }, ...jobs },
        Parameters: [{ ParameterKey: 'Value', ParameterValue: 'text' }],
      },
    ],
    answer: validationError("Parameter 'Value' must be a number."),
    recorded: ['LS api/test_stacks::test_invalid_parameter_type', '2025-10-06'],
  },
  {
    id: 'C19',
    fact: 'the summary of the template of a stack under review',
    given: [waiting],
    call: ['cloudformation:GetTemplateSummary', { StackName: '<name>' }],
    answer: validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.'),
    recorded: ['LS api/test_templates::test_get_template_summary_non_executed_change_set', '2025-09-10'],
  },
  {
    id: 'C21a',
    fact: 'an address s3:// of a template',
    call: ['cloudformation:CreateStack', { StackName: '<name>', TemplateURL: 's3://bundles/t.json' }],
    answer: validationError('S3 error: Domain name specified in bundles is not a valid S3 domain'),
    recorded: ['LS api/test_templates::test_create_stack_from_s3_template_url[s3_url]', '2023-10-10'],
  },
  {
    id: 'C21b',
    fact: 'an address of a template that is none of S3',
    call: ['cloudformation:CreateStack', { StackName: '<name>', TemplateURL: 'http://example.com/t.json' }],
    answer: validationError('TemplateURL must be a supported URL.'),
    recorded: ['LS api/test_templates::test_create_stack_from_s3_template_url[http_invalid]', '2023-10-10'],
  },
  {
    id: 'K6',
    fact: 'an update without any change',
    given: [made],
    call: ['cloudformation:UpdateStack', { StackName: '<name>', TemplateBody: jobs }],
    answer: validationError('No updates are to be performed.'),
    recorded: ['LS api/test_stacks::test_update_stack_with_same_template_withoutchange', '2024-05-07'],
  },
  ...notThere,
  {
    id: 'K8g',
    fact: 'the events of a deleted stack, by its name',
    given: deleted,
    call: ['cloudformation:DescribeStackEvents', { StackName: '<name>' }],
    answer: validationError('Stack [<name>] does not exist'),
    recorded: ['LS api/test_stacks::test_name_conflicts', '2024-03-26'],
  },
  {
    id: 'K9',
    fact: 'a change of a deleted stack, by its id',
    given: deleted,
    call: [
      'cloudformation:CreateChangeSet',
      { ...set, StackName: '<0.StackId>', ChangeSetType: 'UPDATE', TemplateBody: jobs },
    ],
    answer: validationError('Stack:<0.StackId> is in DELETE_COMPLETE state and can not be updated.'),
    recorded: ['LS api/test_changesets::test_changeset_for_deleted_stack', '2025-10-10'],
  },
  {
    id: 'P3a',
    fact: 'a first change set of a stack that is there',
    given: [made],
    call: waiting,
    answer: validationError('Stack [<name>] already exists and cannot be created again with the changeSet [next].'),
    recorded: ['LS api/test_changesets::test_name_conflicts', '2023-11-22'],
  },
  {
    id: 'P3b',
    fact: 'a stack of the name of another one',
    given: [made],
    call: made,
    answer: { status: 400, code: 'AlreadyExistsException', message: 'Stack [<name>] already exists' },
    recorded: ['LS api/test_stacks::test_name_conflicts', '2024-03-26'],
  },
  {
    id: 'P9a',
    fact: 'a resource that the stack has not',
    given: [made],
    call: ['cloudformation:DescribeStackResource', { StackName: '<0.StackId>', LogicalResourceId: 'Nope' }],
    answer: validationError('Resource Nope does not exist for stack <0.StackId>'),
    recorded: ['LS api/test_resources::test_describe_non_existent_resource', '2025-07-25'],
  },
  {
    id: 'K11',
    fact: 'the deletion of a stack with termination protection',
    given: [
      made,
      ['cloudformation:UpdateTerminationProtection', { StackName: '<name>', EnableTerminationProtection: true }],
    ],
    call: ['cloudformation:DeleteStack', { StackName: '<name>' }],
    answer: validationError('Stack [<name>] cannot be deleted while TerminationProtection is enabled'),
    recorded: ["ekristen/aws-nuke#821, a log of AWS's answer", '2025-12-16'],
  },
  {
    id: 'P2a',
    fact: 'a role that CloudFormation may not assume',
    given: [made],
    call: [
      'cloudformation:UpdateStack',
      { StackName: '<name>', TemplateBody: jobs, RoleARN: 'arn:aws:iam::123456789012:role/SHOP_DEPLOY' },
    ],
    answer: validationError('Role arn:aws:iam::123456789012:role/SHOP_DEPLOY is invalid or cannot be assumed'),
    recorded: ['LS api/test_update_stack::test_update_with_role_without_permissions', '2022-11-21'],
    expectedToDiffer: {
      because: 'nothing is permitted or forbidden',
      behaviour: 'a service role is kept and shown, and not assumed',
      here: validationError('No updates are to be performed.'),
    },
  },
  {
    id: 'P2c',
    fact: 'a macro without CAPABILITY_AUTO_EXPAND',
    call: ['cloudformation:CreateStack', { StackName: '<name>', TemplateBody: { ...jobs, Transform: ['Mine'] } }],
    answer: {
      status: 400,
      code: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]',
    },
    recorded: ['LS test_template_engine::TestMacros::test_capabilities_requirements', '2023-01-30'],
    expectedToDiffer: {
      because: 'there are no macros',
      behaviour: '`Transform`, `Rules` and `Hooks` are refused by name',
      here: validationError(/Transform/),
    },
  },
  {
    id: 'P8a',
    fact: 'the execution of a change set that failed',
    given: [made, ['cloudformation:CreateChangeSet', { ...set, ChangeSetType: 'UPDATE', TemplateBody: jobs }]],
    call: ['cloudformation:ExecuteChangeSet', { ChangeSetName: '<1.Id>' }],
    answer: {
      code: 'InvalidChangeSetStatus',
      message: 'ChangeSet [<1.Id>] cannot be executed in its current status of [FAILED]',
    },
    recorded: ['LS api/test_changesets::test_empty_changeset', '2022-08-10'],
  },
  {
    id: 'P8b',
    fact: 'a deleted change set, by its name',
    given: [waiting, ['cloudformation:DeleteChangeSet', { ChangeSetName: '<0.Id>' }]],
    call: ['cloudformation:DescribeChangeSet', { StackName: '<name>', ChangeSetName: 'next' }],
    answer: { status: 404, code: 'ChangeSetNotFound', message: 'ChangeSet [next] does not exist' },
    recorded: ['LS api/test_changesets::test_describe_changeset_after_delete', '2025-09-11'],
  },
  {
    id: 'P8c',
    fact: 'a deleted change set, by its ARN',
    given: [waiting, ['cloudformation:DeleteChangeSet', { ChangeSetName: '<0.Id>' }]],
    call: ['cloudformation:DescribeChangeSet', { ChangeSetName: '<0.Id>' }],
    answer: { code: 'ChangeSetNotFound', message: 'ChangeSet [<0.Id>] does not exist' },
    recorded: ['LS api/test_changesets::test_deleted_changeset', '2022-08-11'],
  },
];
