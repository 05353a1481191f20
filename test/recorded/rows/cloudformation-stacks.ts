import type { Row, Step } from '../row';

/*
 * What CloudFormation shows of stacks and change sets. LS: github localstack/localstack at 8b9a79f, tests/aws/services/cloudformation, whose
 * snapshots were recorded on AWS. Where a recording has topics, a row has queues.
 */
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const jobs = (DelaySeconds: number, more: object = {}) => ({ Resources: { Jobs: queue({ DelaySeconds }, more) } });
const stack = { StackName: '<name>' };
const set = (type: 'CREATE' | 'UPDATE', TemplateBody: object, more: object = {}): Step => [
  'cloudformation:CreateChangeSet',
  { ...stack, ChangeSetName: 'next', ChangeSetType: type, TemplateBody, ...more },
];
const executed: Step = ['cloudformation:ExecuteChangeSet', { ...stack, ChangeSetName: 'next' }];
const made = (TemplateBody: object, more: object = {}): Step => [
  'cloudformation:CreateStack',
  { ...stack, TemplateBody, ...more },
];
const described: Step = ['cloudformation:DescribeStacks', stack];
const describedById: Step = ['cloudformation:DescribeStacks', { StackName: '<0.StackId>' }];
const describedSet: Step = ['cloudformation:DescribeChangeSet', { ...stack, ChangeSetName: 'next' }];
const Tags = [{ Key: 'foo', Value: 'bar' }];
const lifecycle = (kind: string) =>
  [`LS api/test_stacks::test_stack_description_lifecycle[${kind}]`, '2025-09-09'] as const;

export const cloudFormationStacks: readonly Row[] = [
  {
    id: 'C1a',
    fact: 'a stack under review has no tags, whatever its change set has',
    given: [set('CREATE', jobs(1), { Tags, Description: 'mine' })],
    call: described,
    answer: {
      status: 200,
      fields: { Stacks: [{ StackStatus: 'REVIEW_IN_PROGRESS', StackStatusReason: 'User Initiated', Tags: [] }] },
      absent: ['Stacks.0.Description', 'Stacks.0.ChangeSetId', 'Stacks.0.LastUpdatedTime'],
    },
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'C1b',
    fact: 'its change set has them',
    given: [set('CREATE', jobs(1), { Tags })],
    call: describedSet,
    answer: { status: 200, fields: { Tags, Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' } },
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'C1c',
    fact: 'the stack has them once the set is executed',
    given: [set('CREATE', jobs(1), { Tags }), executed],
    call: described,
    answer: { status: 200, fields: { Stacks: [{ StackStatus: 'CREATE_COMPLETE', Tags }] } },
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'C5a',
    fact: 'only the waiting change set is listed, not the executed one',
    given: [
      set('CREATE', jobs(1), { ChangeSetName: 'first' }),
      ['cloudformation:ExecuteChangeSet', { ...stack, ChangeSetName: 'first' }],
      set('UPDATE', jobs(2)),
    ],
    call: ['cloudformation:ListChangeSets', stack],
    answer: {
      status: 200,
      fields: {
        Summaries: [
          {
            ChangeSetName: 'next',
            ExecutionStatus: 'AVAILABLE',
            IncludeNestedStacks: false,
            Status: 'CREATE_COMPLETE',
          },
        ],
      },
    },
    recorded: ['LS test_change_sets::test_list_change_sets', '2025-09-16'],
  },
  {
    id: 'C5b',
    fact: 'an executed change set is described by its ARN',
    given: [set('CREATE', jobs(1)), executed],
    call: ['cloudformation:DescribeChangeSet', { ChangeSetName: '<0.Id>' }],
    answer: { status: 200, fields: { Status: 'CREATE_COMPLETE', ExecutionStatus: 'EXECUTE_COMPLETE' } },
    recorded: ['LS api/test_changesets::test_name_conflicts', '2023-11-22'],
  },
  {
    id: 'C6a',
    fact: 'a stack made by a change set has LastUpdatedTime',
    given: [set('CREATE', jobs(1)), executed],
    call: described,
    answer: {
      status: 200,
      fields: {
        Stacks: [
          {
            ...{ StackStatus: 'CREATE_COMPLETE', LastUpdatedTime: '<time>', ChangeSetId: '<0.Id>', Tags: [] },
            ...{ EnableTerminationProtection: false, DisableRollback: false, RollbackConfiguration: {} },
            ...{ NotificationARNs: [], DriftInformation: { StackDriftStatus: 'NOT_CHECKED' } },
          },
        ],
      },
    },
    recorded: ['LS api/test_stacks::test_stack_lifecycle', '2023-11-28'],
  },
  {
    id: 'C6b',
    fact: 'one made by CreateStack has none',
    given: [made(jobs(1))],
    call: described,
    answer: { status: 200, absent: ['Stacks.0.LastUpdatedTime', 'Stacks.0.ChangeSetId'] },
    recorded: ['LS api/test_stacks::test_name_conflicts', '2024-03-26'],
  },
  {
    id: 'C7a',
    fact: 'outputs, parameters and capabilities that are none are absent',
    given: [set('CREATE', jobs(1)), executed],
    call: described,
    answer: {
      status: 200,
      fields: { Stacks: [{ Tags: [], NotificationARNs: [], RollbackConfiguration: {} }] },
      absent: ['Stacks.0.Outputs', 'Stacks.0.Parameters', 'Stacks.0.Capabilities'],
    },
    recorded: lifecycle('no-tags'),
  },
  {
    id: 'C7b',
    fact: 'so are parameters and tags of a change set, not its capabilities',
    given: [set('CREATE', jobs(1))],
    call: describedSet,
    answer: {
      status: 200,
      fields: { Capabilities: [], NotificationARNs: [], RollbackConfiguration: {}, IncludeNestedStacks: false },
      absent: ['Parameters', 'Tags'],
    },
    recorded: lifecycle('no-tags'),
  },
  {
    id: 'C8a',
    fact: 'a deleted stack shows neither its change set nor protection',
    given: [set('CREATE', jobs(1)), executed, ['cloudformation:DeleteStack', stack]],
    call: describedById,
    answer: {
      status: 200,
      fields: {
        Stacks: [{ StackStatus: 'DELETE_COMPLETE', LastUpdatedTime: '<time>', DeletionTime: '<time>', Tags: [] }],
      },
      absent: ['Stacks.0.ChangeSetId', 'Stacks.0.EnableTerminationProtection'],
    },
    recorded: ['LS api/test_stacks::test_stack_lifecycle', '2023-11-28'],
  },
  {
    id: 'C8b',
    fact: 'a stack in ROLLBACK_COMPLETE has DeletionTime although it is there',
    given: [['faults:add', { kind: 'refuse-create', match: '<name>', times: 1 }], set('CREATE', jobs(1)), executed],
    call: described,
    answer: {
      status: 200,
      fields: {
        Stacks: [
          {
            ...{ StackStatus: 'ROLLBACK_COMPLETE', DeletionTime: '<time>', LastUpdatedTime: '<time>' },
            EnableTerminationProtection: false,
          },
        ],
      },
      absent: ['Stacks.0.ChangeSetId'],
    },
    recorded: ['LS resources/test_logs::test_handle_existing_log_group', '2025-10-06'],
  },
  {
    id: 'C9',
    fact: 'a property that a parameter changes has two entries',
    given: [
      made(
        { Parameters: { Name: { Type: 'String' } }, Resources: { Jobs: queue({ QueueName: { Ref: 'Name' } }) } },
        { Parameters: [{ ParameterKey: 'Name', ParameterValue: 'one' }] },
      ),
      set(
        'UPDATE',
        { Parameters: { Name: { Type: 'String' } }, Resources: { Jobs: queue({ QueueName: { Ref: 'Name' } }) } },
        { Parameters: [{ ParameterKey: 'Name', ParameterValue: 'two' }] },
      ),
    ],
    call: describedSet,
    answer: {
      status: 200,
      fields: {
        Changes: [
          {
            ResourceChange: {
              ...{ Action: 'Modify', Replacement: 'True', PolicyAction: 'ReplaceAndDelete', Scope: ['Properties'] },
              Details: [
                {
                  ...{ CausingEntity: 'Name', ChangeSource: 'ParameterReference', Evaluation: 'Static' },
                  Target: { Attribute: 'Properties', Name: 'QueueName', RequiresRecreation: 'Always' },
                },
                {
                  ...{ ChangeSource: 'DirectModification', Evaluation: 'Dynamic' },
                  Target: { Attribute: 'Properties', Name: 'QueueName', RequiresRecreation: 'Always' },
                },
              ],
            },
          },
        ],
      },
      absent: ['Changes.0.ResourceChange.Details.1.CausingEntity'],
    },
    recorded: ['LS api/test_changesets::test_describe_changeset_after_delete', '2025-09-11'],
  },
  {
    id: 'C18',
    fact: 'UpdateReplacePolicy alone is an update',
    given: [
      made(jobs(1, { UpdateReplacePolicy: 'Delete' })),
      ['cloudformation:UpdateStack', { ...stack, TemplateBody: jobs(1) }],
    ],
    call: described,
    answer: { status: 200, fields: { Stacks: [{ StackStatus: 'UPDATE_COMPLETE' }] } },
    recorded: ['LS api/test_update_stack::test_update_with_previous_parameter_value', '2025-08-08'],
  },
  {
    id: 'K7',
    fact: 'a change set without changes has failed, with a reason',
    given: [made(jobs(1)), set('UPDATE', jobs(1))],
    call: describedSet,
    answer: {
      status: 200,
      fields: {
        ...{ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', Changes: [], Capabilities: [] },
        StatusReason:
          "The submitted information didn't contain changes. Submit different information to create a change set.",
      },
    },
    recorded: ['LS api/test_changesets::test_create_change_set_no_changes', '2025-09-09'],
  },
  {
    id: 'K10a',
    fact: 'CreateStack takes over the stack under review',
    given: [set('CREATE', jobs(1))],
    call: made(jobs(1)),
    answer: { status: 200, fields: { StackId: '<0.StackId>' } },
    recorded: ['LS api/test_changesets::test_create_while_in_review', '2023-11-22'],
  },
  {
    id: 'K10b',
    fact: 'and the change set is obsolete then',
    given: [set('CREATE', jobs(1)), made(jobs(1))],
    call: describedSet,
    answer: { status: 200, fields: { Status: 'CREATE_COMPLETE', ExecutionStatus: 'OBSOLETE' } },
    recorded: ['LS api/test_changesets::test_create_while_in_review', '2023-11-22'],
  },
  {
    id: 'K12',
    fact: 'a NoEcho parameter is masked, the output that refers to it is not',
    given: [
      made(
        {
          ...{ Parameters: { Secret: { Type: 'String', NoEcho: true } }, ...jobs(1) },
          Outputs: { SecretValue: { Description: 'Secret value from parameter', Value: { Ref: 'Secret' } } },
        },
        { Parameters: [{ ParameterKey: 'Secret', ParameterValue: 'SecretValue' }] },
      ),
    ],
    call: described,
    answer: {
      status: 200,
      fields: {
        Stacks: [
          {
            Parameters: [{ ParameterKey: 'Secret', ParameterValue: '****' }],
            Outputs: [
              {
                Description: 'Secret value from parameter',
                OutputKey: 'SecretValue',
                OutputValue: 'SecretValue',
              },
            ],
          },
        ],
      },
    },
    recorded: ['LS api/test_stacks::test_no_echo_parameter', '2025-08-15'],
  },
  {
    id: 'P2b',
    fact: 'the import of an export that is not there makes a change set that can be executed',
    given: [set('CREATE', { Resources: { Jobs: queue({ QueueName: { 'Fn::ImportValue': 'nowhere' } }) } })],
    call: describedSet,
    answer: {
      status: 200,
      fields: { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' },
      absent: ['StatusReason'],
    },
    recorded: ['LS test_change_set_exports_imports::test_describe_change_set_import_non_existent_export', '2025-08-05'],
  },
];
