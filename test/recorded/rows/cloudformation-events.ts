import { type Row, type Step, validationError } from '../row';

/*
 * What a stack's events tell, oldest first. LS: github localstack/localstack at 8b9a79f, tests/aws/services/cloudformation, whose snapshots
 * were recorded on AWS. Where a recording has topics, a row has queues.
 */
const queue = (Properties: object, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const jobs = (Properties: object, more: object = {}) => ({ Resources: { Jobs: queue(Properties), ...more } });
const stack = { StackName: '<name>' };
const change = (type: 'CREATE' | 'UPDATE', TemplateBody: object): readonly Step[] => [
  [
    'cloudformation:CreateChangeSet',
    { ...stack, ChangeSetName: 'next', ChangeSetType: type, Capabilities: ['CAPABILITY_IAM'], TemplateBody },
  ],
  ['cloudformation:ExecuteChangeSet', { ...stack, ChangeSetName: 'next' }],
];
const events: Step = ['cloudformation:DescribeStackEvents', { StackName: '<0.StackId>' }];
const remove = (more: object = {}): Step => ['cloudformation:DeleteStack', { StackName: '<0.StackId>', ...more }];
const beginnings = ['CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS | Resource creation Initiated', 'CREATE_COMPLETE'];
const updated = [
  ...['REVIEW_IN_PROGRESS | User Initiated', 'CREATE_IN_PROGRESS | User Initiated', 'CREATE_COMPLETE'],
  ...['UPDATE_IN_PROGRESS | User Initiated', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'],
];
const broken = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'x', PolicyDocument: { Statement: [] } } };

export const cloudFormationEvents: readonly Row[] = [
  {
    id: 'C2',
    fact: 'every update passes UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, one in place too',
    given: [...change('CREATE', jobs({ DelaySeconds: 1 })), ...change('UPDATE', jobs({ DelaySeconds: 2 }))],
    call: events,
    answer: { status: 200, of: 'stack', states: updated },
    recorded: ['LS test_change_set_fn_get_attr::test_direct_attribute_value_change', '2025-04-08'],
  },
  {
    id: 'K1',
    fact: 'all events of a stack with one resource',
    given: change('CREATE', jobs({})),
    call: events,
    answer: {
      status: 200,
      states: [
        'stack REVIEW_IN_PROGRESS | User Initiated',
        'stack CREATE_IN_PROGRESS | User Initiated',
        ...beginnings.map((state) => `Jobs ${state}`),
        'stack CREATE_COMPLETE',
      ],
    },
    recorded: ['LS api/test_stacks::test_list_events_after_deployment', '2022-10-05'],
  },
  {
    id: 'C11',
    fact: 'the id of an event names resource, state and time; that of the stack is a UUID',
    given: change('CREATE', jobs({})),
    call: events,
    answer: {
      status: 200,
      at: {
        'StackEvents.0.EventId': /^[0-9a-f]{8}-[0-9a-f-]{27}$/,
        'StackEvents.1.EventId': /^Jobs-CREATE_COMPLETE-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
        'StackEvents.1.PhysicalResourceId': '<any>',
        'StackEvents.3.EventId': /^Jobs-CREATE_IN_PROGRESS-/,
        'StackEvents.3.PhysicalResourceId': '',
      },
    },
    recorded: ['LS api/test_stacks::test_list_events_after_deployment', '2022-10-05'],
  },
  {
    id: 'K2',
    fact: 'a resource is updated in place',
    given: [...change('CREATE', jobs({ DelaySeconds: 1 })), ...change('UPDATE', jobs({ DelaySeconds: 2 }))],
    call: events,
    answer: { status: 200, of: 'Jobs', states: [...beginnings, 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'] },
    recorded: ['LS test_change_set_fn_get_attr::test_direct_attribute_value_change', '2025-04-08'],
  },
  {
    id: 'K3',
    fact: 'a resource is replaced',
    given: [
      ...change('CREATE', jobs({ QueueName: '<name>-old' })),
      ...change('UPDATE', jobs({ QueueName: '<name>-new' })),
    ],
    call: events,
    answer: {
      status: 200,
      of: 'Jobs',
      states: [
        ...beginnings,
        'UPDATE_IN_PROGRESS | Requested update requires the creation of a new physical resource; hence creating one.',
        'UPDATE_IN_PROGRESS | Resource creation Initiated',
        ...['UPDATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE'],
      ],
    },
    recorded: [
      'LS test_change_set_fn_get_attr::test_immutable_property_update_causes_resource_replacement',
      '2025-04-08',
    ],
  },
  {
    id: 'K4a',
    fact: 'a resource is removed by an update',
    given: [...change('CREATE', jobs({}, { Gone: queue({}) })), ...change('UPDATE', jobs({}))],
    call: events,
    answer: { status: 200, of: 'Gone', states: [...beginnings, 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE'] },
    recorded: ['LS test_change_set_fn_get_attr::test_resource_deletion', '2025-04-08'],
  },
  {
    id: 'K4b',
    fact: 'its stack passes the states of any update',
    given: [...change('CREATE', jobs({}, { Gone: queue({}) })), ...change('UPDATE', jobs({}))],
    call: events,
    answer: { status: 200, of: 'stack', states: updated },
    recorded: ['LS test_change_set_fn_get_attr::test_resource_deletion', '2025-04-08'],
  },
  {
    id: 'C12a',
    fact: 'the deletion of what an update removes has an id of its own, and no properties',
    given: [...change('CREATE', jobs({}, { Gone: queue({}) })), ...change('UPDATE', jobs({}))],
    call: events,
    answer: {
      status: 200,
      at: {
        'StackEvents.1.EventId': /^Gone-[0-9a-f]{8}-[0-9a-f-]{27}$/,
        'StackEvents.1.ResourceStatus': 'DELETE_COMPLETE',
        'StackEvents.2.ResourceStatus': 'DELETE_IN_PROGRESS',
      },
      absent: ['StackEvents.1.ResourceProperties', 'StackEvents.2.ResourceProperties'],
    },
    recorded: ['LS test_change_set_fn_get_attr::test_resource_deletion', '2025-04-08'],
  },
  {
    id: 'C12b',
    fact: 'the deletion of a whole stack shows properties',
    given: [...change('CREATE', jobs({ QueueName: '<name>-jobs' })), remove()],
    call: events,
    answer: {
      status: 200,
      at: {
        'StackEvents.1.ResourceStatus': 'DELETE_COMPLETE',
        'StackEvents.1.ResourceProperties': '{"QueueName":"<name>-jobs"}',
      },
    },
    recorded: ['LS api/test_stacks::test_stack_deploy_order[A-B-C]', '2024-05-29'],
  },
  {
    id: 'K5a',
    fact: 'a stack is deleted against the order of its dependencies',
    given: [
      ...change('CREATE', {
        Resources: {
          Dummy: queue({}),
          A: queue({ QueueName: '<name>-a' }, { DependsOn: 'Dummy' }),
          B: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'A' } } },
        },
      }),
      remove(),
    ],
    call: events,
    answer: {
      status: 200,
      states: [
        ...Array.from({ length: 12 }, () => '<any>'),
        ...['stack DELETE_IN_PROGRESS | User Initiated', 'B DELETE_IN_PROGRESS', 'B DELETE_COMPLETE'],
        ...['A DELETE_IN_PROGRESS', 'A DELETE_COMPLETE', 'Dummy DELETE_IN_PROGRESS', 'Dummy DELETE_COMPLETE'],
        'stack DELETE_COMPLETE',
      ],
    },
    recorded: ['LS api/test_stacks::test_stack_deletion_order[C]', '2025-08-01'],
  },
  {
    id: 'K5b',
    fact: 'a resource with DeletionPolicy Retain is skipped',
    given: [...change('CREATE', { Resources: { Jobs: queue({}, { DeletionPolicy: 'Retain' }) } }), remove()],
    call: events,
    answer: { status: 200, of: 'Jobs', states: [...beginnings, 'DELETE_SKIPPED'] },
    recorded: ['LS engine/test_deletion_policy::test_deletion_policy_with_retain', '2026-01-23'],
  },
  {
    id: 'C13',
    fact: 'the name of a parameter without one is CFN, the resource and 12 letters',
    given: change('CREATE', {
      Resources: { A: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } } },
    }),
    call: ['cloudformation:DescribeStackResource', { ...stack, LogicalResourceId: 'A' }],
    answer: { status: 200, fields: { StackResourceDetail: { PhysicalResourceId: /^CFN-A-[A-Za-z0-9]{12}$/ } } },
    recorded: ['LS api/test_stacks::test_stack_deletion_order[C]', '2025-08-01'],
  },
  {
    id: 'C17a',
    fact: 'a policy without roles cannot be made, nor deleted; its stack goes without it',
    given: [
      ...change('CREATE', { Resources: { BrokenPolicy: broken } }),
      remove(),
      remove({ RetainResources: ['BrokenPolicy'] }),
    ],
    call: events,
    answer: {
      status: 200,
      states: [
        /^stack REVIEW/,
        ...[/^stack CREATE_IN_PROGRESS/, /^BrokenPolicy CREATE_IN_PROGRESS/, /^BrokenPolicy CREATE_IN_PROGRESS/],
        ...[/^BrokenPolicy CREATE_FAILED/, /^stack ROLLBACK_IN_PROGRESS/, /^BrokenPolicy DELETE_IN_PROGRESS/],
        ...[/^BrokenPolicy DELETE_FAILED/, /^stack ROLLBACK_FAILED/, /^stack DELETE_IN_PROGRESS/],
        ...[/^BrokenPolicy DELETE_IN_PROGRESS/, /^BrokenPolicy DELETE_FAILED/, /^stack DELETE_FAILED/],
        ...[/^stack DELETE_IN_PROGRESS/, /^BrokenPolicy DELETE_SKIPPED/, /^stack DELETE_COMPLETE/],
      ],
    },
    recorded: ['LS api/test_stacks::test_blocked_stack_deletion', '2023-09-06'],
  },
  {
    id: 'K13',
    fact: 'an output of an attribute that its type lacks rolls back',
    call: [
      'cloudformation:CreateChangeSet',
      {
        ...{ ...stack, ChangeSetName: 'next', ChangeSetType: 'CREATE' },
        TemplateBody: {
          Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } } },
          Outputs: { InvalidOutput: { Value: { 'Fn::GetAtt': ['P', 'Invalid'] } } },
        },
      },
    ],
    answer: { status: 200, fields: { Id: '<any>' } },
    recorded: ['LS engine/test_attributes::test_invalid_getatt_fails', '2023-08-01'],
    expectedToDiffer: {
      because: 'attributes are checked when the template is read, whatever the type',
      behaviour: 'An attribute that a type lacks is refused when the template is read',
      here: validationError('Template error: resource P does not support attribute type Invalid in Fn::GetAtt'),
    },
  },
];
