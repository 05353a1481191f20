import { queryError } from '../../aws/odd-endpoint';
import { type Reading, result, setId, stackId, stackIn, stackName } from '../reading';

/*
 * What AWS shows and the product reads from it. LS: github localstack/localstack at 8b9a79f, tests/aws/services, whose snapshots were
 * recorded on AWS.
 */
const gone = queryError(400, 'ValidationError', `Stack with id ${stackName} does not exist`);
const bare = {
  ...{ id: stackId, name: stackName, tags: {}, outputs: {}, terminationProtection: false },
  createdAt: new Date('2026-11-27T10:00:00Z'),
};
const tag = '<Tags><member><Key>preview-stacks:project</Key><Value>shop</Value></member></Tags>';
const inReview = stackIn('REVIEW_IN_PROGRESS', '<StackStatusReason>User Initiated</StackStatusReason><Tags/>');
const sets = (...ids: readonly string[]) =>
  result(
    'ListChangeSets',
    `<Summaries>${ids.map((id) => `<member><ChangeSetId>${id}</ChangeSetId></member>`).join('')}</Summaries>`,
  );
const proposal = result('DescribeChangeSet', `<Status>CREATE_COMPLETE</Status>${tag}`);
const lifecycle = (kind: string) =>
  [`LS cloudformation/api/test_stacks::test_stack_description_lifecycle[${kind}]`, '2025-09-09'] as const;
const unchanged =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export const shownReadings: readonly Reading[] = [
  {
    id: 'P1a',
    fact: 'a stack under review has no tags: its change set says whose it is',
    ask: 'tags',
    answers: { DescribeStacks: [inReview], ListChangeSets: [sets(setId)], DescribeChangeSet: [proposal] },
    value: { 'preview-stacks:project': 'shop' },
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'P1b',
    fact: 'without one its owner is unknown',
    ask: 'tags',
    answers: { DescribeStacks: [inReview], ListChangeSets: [sets()] },
    value: {},
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'P1c',
    fact: 'nor when it holds something',
    ask: 'tags',
    answers: {
      ...{ DescribeStacks: [inReview], ListChangeSets: [sets(setId)], DescribeChangeSet: [proposal] },
      ListStackResources: [
        result(
          'ListStackResources',
          '<StackResourceSummaries><member><LogicalResourceId>Web</LogicalResourceId></member></StackResourceSummaries>',
        ),
      ],
    },
    value: {},
    recorded: lifecycle('with-tags'),
  },
  {
    id: 'C7',
    fact: 'outputs, parameters, capabilities and tags that are none are absent',
    ask: 'find',
    answers: { DescribeStacks: [stackIn('CREATE_COMPLETE')] },
    value: { ...bare, status: 'CREATE_COMPLETE' },
    recorded: lifecycle('no-tags'),
  },
  {
    id: 'C8a',
    fact: 'a deleted stack shows neither its change set nor protection',
    ask: 'find',
    answers: {
      DescribeStacks: [
        stackIn(
          'DELETE_COMPLETE',
          '<LastUpdatedTime>2026-11-27T10:01:00Z</LastUpdatedTime><DeletionTime>2026-11-27T11:00:00Z</DeletionTime><Tags/>',
        ),
      ],
    },
    value: {
      ...{ ...bare, status: 'DELETE_COMPLETE' },
      ...{ updatedAt: new Date('2026-11-27T10:01:00Z'), deletionAt: new Date('2026-11-27T11:00:00Z') },
    },
    recorded: ['LS cloudformation/api/test_stacks::test_stack_lifecycle', '2023-11-28'],
  },
  {
    id: 'C8b',
    fact: 'DeletionTime of a stack that is there does not make it a deleted one',
    ask: 'list',
    answers: {
      DescribeStacks: [
        stackIn(
          'ROLLBACK_COMPLETE',
          '<DeletionTime>2026-11-27T11:00:00Z</DeletionTime><EnableTerminationProtection>false</EnableTerminationProtection>',
        ),
      ],
    },
    value: [{ ...bare, status: 'ROLLBACK_COMPLETE', deletionAt: new Date('2026-11-27T11:00:00Z') }],
    recorded: ['LS cloudformation/resources/test_logs::test_handle_existing_log_group', '2025-10-06'],
  },
  {
    id: 'K7',
    fact: 'a change set without changes is no failure',
    ask: 'change',
    answers: {
      DescribeStacks: [stackIn('UPDATE_COMPLETE')],
      CreateChangeSet: [result('CreateChangeSet', `<Id>${setId}</Id><StackId>${stackId}</StackId>`)],
      DescribeChangeSet: [
        result(
          'DescribeChangeSet',
          `<Status>FAILED</Status><ExecutionStatus>UNAVAILABLE</ExecutionStatus><StatusReason>${unchanged}</StatusReason>`,
        ),
      ],
      DeleteChangeSet: [result('DeleteChangeSet', '')],
    },
    value: { kind: 'unchanged', stackId },
    never: ['ExecuteChangeSet', 'DeleteStack'],
    recorded: ['LS cloudformation/api/test_changesets::test_create_change_set_no_changes', '2025-09-09'],
  },
  {
    id: 'P2b',
    fact: 'a warning of a change set that can be executed is no refusal',
    ask: 'change',
    answers: {
      DescribeStacks: [stackIn('UPDATE_COMPLETE')],
      CreateChangeSet: [result('CreateChangeSet', `<Id>${setId}</Id><StackId>${stackId}</StackId>`)],
      DescribeChangeSet: [
        result(
          'DescribeChangeSet',
          '<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus><StatusReason>[WARN] --include-property-values option can return incomplete ChangeSet data because: ChangeSet creation failed for resource [MyFoo] because: No export named SHARED_ALB_ARN</StatusReason>',
        ),
      ],
      ExecuteChangeSet: [result('ExecuteChangeSet', '')],
    },
    value: { kind: 'started', stackId, operation: 'update' },
    recorded: [
      'LS cloudformation/test_change_set_exports_imports::test_describe_change_set_import_non_existent_export',
      '2025-08-05',
    ],
  },
  {
    id: 'K8a',
    fact: 'a stack that is not there is none',
    ask: 'find',
    answers: { DescribeStacks: [gone] },
    value: undefined,
    recorded: ['LS cloudformation/api/test_stacks::test_name_conflicts', '2024-03-26'],
  },
  {
    id: 'S6',
    fact: 'a version that is gone already is deleted',
    ask: 'empty',
    answers: {
      ListObjectVersions: [
        {
          body: '<ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>test-delete</Key><VersionId>v1</VersionId><Size>1</Size></Version></ListVersionsResult>',
        },
        { body: '<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>' },
      ],
      DeleteObjects: [
        {
          body: '<DeleteResult><Error><Code>NoSuchVersion</Code><Key>test-delete</Key><Message>The specified version does not exist.</Message><VersionId>v1</VersionId></Error></DeleteResult>',
        },
      ],
    },
    value: { kind: 'emptied', deleted: 1 },
    recorded: ['LS s3/test_s3_api::TestS3ObjectCRUD::test_delete_objects', '2026-02-21'],
  },
];
