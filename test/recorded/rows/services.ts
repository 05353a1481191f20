import type { Answer, Row, Step } from '../row';

/*
 * Secrets Manager, CloudWatch Logs, EC2, SSM, STS and Elastic Beanstalk. LS: github localstack/localstack at 8b9a79f, tests/aws/services,
 * whose snapshots were recorded on AWS; Moto: tests that getmoto/moto at 0af643a marks aws_verified; awscli: examples of awscli 1.45.11.
 */
const token = '11111111-2222-3333-4444-555555555555';
const secret = (SecretString: string, more: object = {}): Step => [
  'secretsmanager:CreateSecret',
  { Name: '<name>', SecretString, ...more },
];
const SecretId = '<name>';
const put = (SecretString: string, more: object = {}): Step => [
  'secretsmanager:PutSecretValue',
  { SecretId, SecretString, ...more },
];
const value = (more: object = {}): Step => ['secretsmanager:GetSecretValue', { SecretId, ...more }];
const ofSecrets = (test: string, date: string) => [`LS secretsmanager/test_secretsmanager::${test}`, date] as const;
const ofMoto = (test: string) => [`Moto test_secretsmanager::${test}`, '≤2026-08-22'] as const;
const tokenInUse = {
  code: 'ResourceExistsException',
  message: `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret <0.ARN>.`,
};
const noValue = (what: string): Answer => ({
  code: 'ResourceNotFoundException',
  message: `Secrets Manager can't find the specified secret value for ${what}`,
});

const secrets: readonly Row[] = [
  {
    id: 'O7a',
    fact: 'stages of a new value without AWSCURRENT leave that where it was',
    given: [secret('first'), put('second', { VersionStages: ['SAMPLESTAGE0', 'SAMPLESTAGE1'] })],
    call: value(),
    answer: {
      status: 200,
      fields: { SecretString: 'first', VersionId: '<0.VersionId>', VersionStages: ['AWSCURRENT'] },
    },
    recorded: ofSecrets('test_put_secret_value_with_version_stages', '2024-03-15'),
  },
  {
    id: 'O7b',
    fact: 'AWSCURRENT moves to a pending version',
    given: [secret('first'), put('second', { VersionStages: ['AWSPENDING'] })],
    call: [
      'secretsmanager:UpdateSecretVersionStage',
      {
        ...{ SecretId, VersionStage: 'AWSCURRENT' },
        ...{ MoveToVersionId: '<1.VersionId>', RemoveFromVersionId: '<0.VersionId>' },
      },
    ],
    answer: { status: 200 },
    recorded: ofSecrets('test_update_secret_version_stages_current_pending', '2024-03-15'),
    expectedToDiffer: {
      because: 'it serves rotation, and nothing rotates',
      behaviour: 'UpdateSecretVersionStage is not here',
      here: { status: 400, code: 'UnknownOperationException' },
    },
  },
  {
    id: 'O8a',
    fact: 'a secret that is made again with the same token and value',
    given: [secret('Hello', { ClientRequestToken: token })],
    call: secret('Hello', { ClientRequestToken: token }),
    answer: { status: 200, fields: { ARN: '<0.ARN>', VersionId: token } },
    recorded: ofMoto('test_create_duplicate_secret_with_same_token'),
  },
  {
    id: 'O8b',
    fact: 'the same token and another value',
    given: [secret('Hello', { ClientRequestToken: token })],
    call: secret('Other', { ClientRequestToken: token }),
    answer: tokenInUse,
    recorded: ofMoto('test_create_different_secret_with_same_token'),
  },
  {
    id: 'O8c',
    fact: 'a value that is put again with the token of the first version',
    given: [secret('Hello', { ClientRequestToken: token })],
    call: put('Hello', { ClientRequestToken: token }),
    answer: { status: 200, fields: { VersionId: token, VersionStages: ['AWSCURRENT'] } },
    recorded: ofMoto('test_put_same_secret_value_with_same_token'),
  },
  {
    id: 'O8d',
    fact: 'another value with that token',
    given: [secret('Hello', { ClientRequestToken: token })],
    call: put('Other', { ClientRequestToken: token }),
    answer: tokenInUse,
    recorded: ofMoto('test_put_different_secret_value_with_same_token'),
  },
  {
    id: 'O8e',
    fact: 'a secret of the name of another one',
    given: [secret('Hello')],
    call: secret('Hello'),
    answer: {
      ...{ status: 400, code: 'ResourceExistsException' },
      message: 'The operation failed because the secret <name> already exists.',
    },
    recorded: ofSecrets('test_secret_exists_snapshots', '2024-03-15'),
  },
  {
    id: 'O9a',
    fact: 'a secret without a value',
    given: [['secretsmanager:CreateSecret', { Name: '<name>' }]],
    call: value(),
    answer: noValue('staging label: AWSCURRENT'),
    recorded: ofSecrets('test_secret_version_not_found', '2024-06-13'),
  },
  {
    id: 'O9b',
    fact: 'a version that is not there',
    given: [secret('Hello')],
    call: value({ VersionId: token }),
    answer: noValue(`VersionId: ${token}`),
    recorded: ofSecrets('test_secret_version_not_found', '2024-06-13'),
  },
  {
    id: 'O10a',
    fact: 'a secret that is not there, with its message under two names',
    call: value(),
    answer: {
      ...{ status: 400, code: 'ResourceNotFoundException' },
      message: "Secrets Manager can't find the specified secret.",
      fields: { Message: "Secrets Manager can't find the specified secret." },
    },
    recorded: ofSecrets('test_secret_not_found', '2024-03-15'),
  },
  {
    id: 'O10b',
    fact: 'a name that no secret can have',
    call: ['secretsmanager:CreateSecret', { Name: 'Inv Name', SecretString: 'x' }],
    answer: {
      ...{ status: 400, code: 'ValidationException' },
      message:
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    },
    recorded: ofSecrets('test_invalid_secret_name[Inv Name]', '2024-03-15'),
  },
  {
    id: 'O10c',
    fact: 'the name of a secret that is marked for deletion',
    given: [secret('Hello'), ['secretsmanager:DeleteSecret', { SecretId }]],
    call: secret('Hello'),
    answer: {
      ...{ status: 400, code: 'InvalidRequestException' },
      message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
    },
    recorded: ofSecrets('test_exp_raised_on_creation_of_secret_scheduled_for_deletion', '2024-03-15'),
  },
  {
    id: 'O10d',
    fact: 'tags of a secret that is marked for deletion',
    given: [secret('Hello'), ['secretsmanager:DeleteSecret', { SecretId }]],
    call: ['secretsmanager:TagResource', { SecretId, Tags: [{ Key: 'a', Value: 'b' }] }],
    answer: {
      ...{ status: 400, code: 'InvalidRequestException' },
      message: "You can't perform this operation on the secret because it was marked for deletion.",
    },
    recorded: ofSecrets('test_tag_untag_resource_on_deleted_secret', '2026-01-29'),
  },
  {
    id: 'O10e',
    fact: 'the deletion at once of what is not there succeeds',
    call: ['secretsmanager:DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true }],
    answer: { status: 200, fields: { ARN: /:secret:row-o10e-/, Name: '<name>', DeletionDate: '<any>' } },
    recorded: ofSecrets('test_delete_non_existent_secret_returns_as_if_secret_exists', '2024-03-15'),
  },
];

const names = { logGroupName: '<name>', logStreamName: 'web' };
const stream: readonly Step[] = [
  ['logs:CreateLogGroup', { logGroupName: '<name>' }],
  ['logs:CreateLogStream', names],
];
const hour = 60 * 60 * 1000;
const events = (...timestamps: readonly number[]): Step => [
  'logs:PutLogEvents',
  { ...names, logEvents: timestamps.map((timestamp) => ({ timestamp, message: 'x' })) },
];
const wrong = (message: string): Answer => ({ status: 400, code: 'InvalidParameterException', message });
const ofLogs = (test: string, date: string) => [`LS logs/test_logs_events::${test}`, date] as const;

const logs: readonly Row[] = [
  {
    id: 'O5a',
    fact: 'a stream shows when it was made',
    given: stream,
    call: ['logs:DescribeLogStreams', { logGroupName: '<name>' }],
    answer: {
      status: 200,
      fields: {
        logStreams: [
          {
            ...{ logStreamName: 'web', storedBytes: 0, creationTime: '<any>' },
            arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:<name>:log-stream:web',
          },
        ],
      },
    },
    recorded: ['LS logs/test_logs_streams::test_create_and_delete_log_stream', '2026-02-03'],
  },
  {
    id: 'O5b',
    fact: 'DeleteLogStream takes it away',
    given: [...stream, ['logs:DeleteLogStream', names]],
    call: ['logs:DescribeLogStreams', { logGroupName: '<name>' }],
    answer: { status: 200, fields: { logStreams: [] } },
    recorded: ['LS logs/test_logs_streams::test_create_and_delete_log_stream', '2026-02-03'],
  },
  {
    id: 'O6a',
    fact: 'events out of order',
    given: stream,
    call: events(Date.now(), Date.now() - 1000),
    answer: wrong('Log events in a single PutLogEvents request must be in chronological order.'),
    recorded: ofLogs('test_put_log_events_wrong_order', '2026-02-03'),
  },
  {
    id: 'O6b',
    fact: 'an event of 15 days ago is rejected',
    given: stream,
    call: events(Date.now() - 15 * 24 * hour),
    answer: { status: 200, fields: { rejectedLogEventsInfo: { tooOldLogEventEndIndex: '<any>' } } },
    recorded: ofLogs('test_put_log_events_too_old', '2026-02-11'),
  },
  {
    id: 'O6c',
    fact: 'so is one of three hours ahead',
    given: stream,
    call: events(Date.now() + 3 * hour),
    answer: { status: 200, fields: { rejectedLogEventsInfo: { tooNewLogEventStartIndex: '<any>' } } },
    recorded: ofLogs('test_put_log_events_too_new', '2026-02-11'),
  },
  {
    id: 'O6d',
    fact: 'a token that is none',
    given: stream,
    call: ['logs:GetLogEvents', { ...names, nextToken: 'invalid' }],
    answer: wrong('The specified nextToken is invalid.'),
    recorded: ofLogs('test_get_log_events_invalid_token', '2026-02-03'),
  },
  {
    id: 'O6e',
    fact: 'a limit that is too high',
    given: stream,
    call: ['logs:GetLogEvents', { ...names, limit: 10_001 }],
    answer: wrong(
      "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
    ),
    recorded: ofLogs('test_get_log_events_limit_validation', '2026-02-03'),
  },
  {
    id: 'O6f',
    fact: 'a group that is not there',
    call: ['logs:GetLogEvents', names],
    answer: {
      ...{ status: 400, code: 'ResourceNotFoundException' },
      message: 'The specified log group does not exist.',
    },
    recorded: ofLogs('test_resource_does_not_exist', '2026-02-03'),
  },
];

export const services: readonly Row[] = [...secrets, ...logs];
