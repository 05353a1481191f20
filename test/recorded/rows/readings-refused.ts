import { type Answer, queryError } from '../../aws/odd-endpoint';
import { s3Error } from '../../aws/s3/versioned-bucket';
import { ec2Error, jsonError, type Reading, result, setId, stackId, stackIn, stackName } from '../reading';

/*
 * Refusals of AWS and the error that the product makes of each. LS: github localstack/localstack at 8b9a79f, tests/aws/services, whose
 * snapshots were recorded on AWS; the others are quotations of AWS in public issues. Names in capitals are ours.
 */
const invalid = (message: string) => queryError(400, 'ValidationError', message);
const gone = invalid(`Stack with id ${stackName} does not exist`);
const created = result('CreateChangeSet', `<Id>${setId}</Id><StackId>${stackId}</StackId>`);
const ready = result(
  'DescribeChangeSet',
  '<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>',
);
const user = 'User: arn:aws:iam::111122223333:user/ci is not authorized to perform: ';

/** The refusal of the change set of a first deploy. */
const firstDeploy = ({ said, ...row }: Omit<Reading, 'ask' | 'answers'> & { said: Answer }): Reading => ({
  ...row,
  ask: 'change',
  answers: { DescribeStacks: [gone], CreateChangeSet: [said] },
  never: ['DeleteStack', 'ExecuteChangeSet'],
});

export const refusedReadings: readonly Reading[] = [
  firstDeploy({
    id: 'P2a',
    fact: 'a role in capitals is no state of the stack',
    said: invalid('Role arn:aws:iam::111122223333:role/SHOP_DEPLOY is invalid or cannot be assumed'),
    refusal: { code: 'template-refused', says: 'SHOP_DEPLOY is invalid', hint: 'deploy-application' },
    recorded: ['LS cloudformation/api/test_update_stack::test_update_with_role_without_permissions', '2022-11-21'],
  }),
  firstDeploy({
    id: 'P2c',
    fact: 'a capability is none',
    said: queryError(400, 'InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]'),
    refusal: { code: 'template-refused', hint: 'macro' },
    recorded: ['LS cloudformation/test_template_engine::test_capabilities_requirements', '2023-01-30'],
  }),
  firstDeploy({
    id: 'P2d',
    fact: 'nor is a key of a mapping',
    said: invalid('Template error: Unable to get mapping for SIZE_MAP::MY_KEY::ROLLBACK_COMPLETE'),
    refusal: { code: 'template-refused', says: 'SIZE_MAP::MY_KEY::ROLLBACK_COMPLETE', hint: 'synth' },
    recorded: ['LS cloudformation/engine/test_mappings::test_mapping_with_nonexisting_key', '2023-06-12'],
  }),
  firstDeploy({
    id: 'P3',
    fact: 'of two first deploys at once one is overtaken',
    said: invalid(`Stack [${stackName}] already exists and cannot be created again with the changeSet [deploy-1].`),
    refusal: { code: 'stack-overtaken', hint: /^Repeat/ },
    recorded: ['LS cloudformation/api/test_changesets::test_name_conflicts', '2023-11-22'],
  }),
  firstDeploy({
    id: 'P4a',
    fact: 'no policy allows it',
    said: queryError(
      403,
      'AccessDenied',
      `${user}cloudformation:CreateChangeSet on resource: ${stackId} because no identity-based policy allows the cloudformation:CreateChangeSet action`,
    ),
    refusal: { code: 'access-denied', says: 'no identity-based policy', hint: 'Allow cloudformation:CreateChangeSet' },
    recorded: ['aws/aws-sam-cli#5567', '2023-07-19'],
  }),
  {
    id: 'P4b',
    fact: 'the organization forbids it',
    ask: 'retained',
    answers: {
      DescribeLogGroups: [
        jsonError(
          400,
          'AccessDeniedException',
          'User: arn:aws:sts::111122223333:assumed-role/ci/session is not authorized to perform: logs:DescribeLogGroups on resource: arn:aws:logs:eu-central-1:111122223333:log-group::log-stream: with an explicit deny in a service control policy',
        ),
      ],
    },
    refusal: { code: 'access-denied', says: 'service control policy', hint: 'administrator of the AWS organization' },
    recorded: ['aws/aws-cdk-cli packages/@aws-cdk-testing/cli-integ/README.md at 7ff50e7', '≤2026-08-21'],
  },
  {
    id: 'P5',
    fact: 'the clock is more than 15 minutes off',
    ask: 'write',
    answers: {
      PUTObject: [
        s3Error(
          403,
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
        ),
      ],
    },
    refusal: { code: 'clock-wrong', hint: 'Set the clock' },
    recorded: ['JuliaCloud/AWS.jl#598', '2023-01-04'],
  },
  {
    id: 'X1',
    fact: 'credentials that have expired',
    ask: 'list',
    answers: {
      DescribeStacks: [queryError(403, 'ExpiredToken', 'The security token included in the request is expired')],
    },
    refusal: { code: 'credentials-expired' },
    recorded: ['eksctl-io/eksctl#5968', '2022-11-22'],
  },
  {
    id: 'X2',
    fact: 'too many requests',
    ask: 'list',
    answers: { DescribeStacks: [queryError(400, 'Throttling', 'Rate exceeded')] },
    refusal: { code: 'throttled' },
    recorded: ['cloudtools/stacker#54', '2015-08-03'],
  },
  {
    id: 'X3',
    fact: 'a signature of more than five minutes ago',
    ask: 'list',
    answers: {
      DescribeStacks: [
        queryError(
          403,
          'SignatureDoesNotMatch',
          'Signature expired: 20161024T215820Z is now earlier than 20161024T215917Z (20161024T220417Z - 5 min.)',
        ),
      ],
    },
    refusal: { code: 'clock-wrong' },
    recorded: ['hashicorp/terraform-provider-aws#326', '2017-06-13'],
  },
  {
    id: 'X5',
    fact: 'credentials that AWS does not know',
    ask: 'identity',
    answers: {
      GetCallerIdentity: [
        queryError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid'),
      ],
    },
    refusal: { code: 'credentials-refused', exitCode: 2, hint: 'AWS_ACCESS_KEY_ID' },
    recorded: ['aws-azure-login/aws-azure-login#251', '2022-11-02'],
  },
  {
    id: 'P4c',
    fact: 'what EC2 says of a right that is missing',
    ask: 'network',
    answers: {
      DescribeVpcs: [
        ec2Error(
          403,
          'UnauthorizedOperation',
          `You are not authorized to perform this operation. ${user}ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action`,
        ),
      ],
    },
    refusal: { code: 'access-denied', says: 'no identity-based policy', hint: 'ec2:DescribeVpcs' },
    recorded: ['hashicorp/terraform-provider-aws#34234', '2023-11-06'],
  },
  {
    id: 'X4',
    fact: 'RequestExpired of EC2, which says it of a wrong clock too',
    ask: 'network',
    answers: { DescribeVpcs: [ec2Error(400, 'RequestExpired', 'Request has expired.')] },
    refusal: { code: 'credentials-expired', hint: 'clock' },
    recorded: ['hellofresh/eks-rolling-update#103', '2021-04-18'],
  },
  {
    id: 'P7',
    fact: 'an error inside a service that speaks JSON',
    ask: 'retained',
    answers: { DescribeLogGroups: [jsonError(500, 'ServiceUnavailableException', 'oops')] },
    refusal: { code: 'aws-unavailable', says: 'ServiceUnavailableException' },
    recorded: ['botocore 1.43.11 data/logs, a modelled name', '≤2026-11-27'],
  },
  {
    id: 'P8a',
    fact: 'the change set has failed meanwhile',
    ask: 'change',
    answers: {
      ...{ DescribeStacks: [stackIn('UPDATE_COMPLETE')], CreateChangeSet: [created], DescribeChangeSet: [ready] },
      ExecuteChangeSet: [
        queryError(
          400,
          'InvalidChangeSetStatus',
          `ChangeSet [${setId}] cannot be executed in its current status of [FAILED]`,
        ),
      ],
    },
    refusal: { code: 'stack-overtaken', hint: /^Repeat/ },
    recorded: ['LS cloudformation/api/test_changesets::test_empty_changeset', '2022-08-10'],
  },
  {
    id: 'P8b',
    fact: 'the change set is gone meanwhile',
    ask: 'change',
    answers: {
      ...{ DescribeStacks: [stackIn('UPDATE_COMPLETE')], CreateChangeSet: [created] },
      DescribeChangeSet: [queryError(404, 'ChangeSetNotFound', `ChangeSet [${setId}] does not exist`)],
    },
    refusal: { code: 'stack-overtaken', hint: /^Repeat/ },
    never: ['ExecuteChangeSet'],
    recorded: ['LS cloudformation/api/test_changesets::test_deleted_changeset', '2022-08-11'],
  },
  {
    id: 'P9',
    fact: 'something else that does not exist is not the stack',
    ask: 'find',
    answers: { DescribeStacks: [invalid(`Resource NonExistentResource does not exist for stack ${stackName}`)] },
    refusal: { code: 'aws-refused', says: 'NonExistentResource' },
    recorded: ['LS cloudformation/api/test_stacks::test_stack_resource_not_found', '2025-01-29'],
  },
  {
    id: 'K8b',
    fact: 'the events of a stack that is gone',
    ask: 'events',
    answers: { DescribeStackEvents: [invalid(`Stack [${stackName}] does not exist`)] },
    refusal: { code: 'stack-missing' },
    recorded: ['LS cloudformation/api/test_stacks::test_describe_stack_events_errors', '2024-03-26'],
  },
  ...(
    [
      ['K9a', 'DELETE_IN_PROGRESS', 'stack-busy', 'Wait'],
      ['K9b', 'DELETE_COMPLETE', 'stack-not-changeable', 'Repeat'],
    ] as const
  ).map(
    ([id, state, code, hint]): Reading => ({
      ...{ id, fact: `an update in ${state}`, ask: 'change', refusal: { code, says: state, hint } },
      answers: {
        DescribeStacks: [stackIn('UPDATE_COMPLETE')],
        CreateChangeSet: [invalid(`Stack:${stackId} is in ${state} state and can not be updated.`)],
      },
      never: ['DeleteStack'],
      recorded: ['LS cloudformation/api/test_changesets::test_changeset_for_deleted_stack', '2025-10-10'],
    }),
  ),
  {
    id: 'K11',
    fact: 'a stack with termination protection',
    ask: 'remove',
    answers: {
      DeleteStack: [invalid(`Stack [${stackName}] cannot be deleted while TerminationProtection is enabled`)],
    },
    refusal: { code: 'stack-protected' },
    recorded: ["ekristen/aws-nuke#821, a log of AWS's answer", '2025-12-16'],
  },
  {
    id: 'K15',
    fact: 'a record that someone else wrote first',
    ask: 'write',
    answers: {
      PUTObject: [s3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')],
      GETObject: [{ body: '{}', headers: { etag: '"e1"' } }],
    },
    refusal: { code: 'record-conflict' },
    recorded: ['LS s3/test_s3_api::test_put_object_if_none_match', '2026-02-21'],
  },
];
