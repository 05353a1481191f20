import { AwsStacks } from '../../../lib/aws/cloudformation/stacks';
import { changeOf } from '../../contracts/aws/stacks.contract';
import { FakeClock } from '../../fakes/fake-clock';
import { oddAws } from '../odd-aws';
import { type Answer, queryError } from '../odd-endpoint';

const aws = oddAws();
const stackId = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-preview-a/0a1b';
const setId = 'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/deploy-1/2c3d';
const gone = queryError(400, 'ValidationError', 'Stack with id shop-preview-a does not exist');

/** What CloudFormation says to each operation; operations in the order in which they were asked. */
function cloudFormation(answers: Readonly<Record<string, readonly Answer[]>>): string[] {
  const asked: string[] = [];
  const left = new Map(Object.entries(answers).map(([operation, list]) => [operation, [...list]]));
  aws.odd.reply = ({ body }) => {
    const operation = /Action=(\w+)/.exec(body)?.[1] ?? '';
    asked.push(operation);
    const list = left.get(operation) ?? [];
    return (list.length > 1 ? list.shift() : list[0]) ?? answer(operation, '');
  };
  return asked;
}

function answer(operation: string, content: string): Answer {
  return { body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>` };
}

const stackIn = (status: string) =>
  answer(
    'DescribeStacks',
    `<Stacks><member><StackName>shop-preview-a</StackName><StackId>${stackId}</StackId><CreationTime>2026-11-27T10:00:00Z</CreationTime><StackStatus>${status}</StackStatus></member></Stacks>`,
  );
const created = answer('CreateChangeSet', `<Id>${setId}</Id><StackId>${stackId}</StackId>`);
const described = (content: string) => answer('DescribeChangeSet', content);
const ready = described('<Status>CREATE_COMPLETE</Status><ExecutionStatus>AVAILABLE</ExecutionStatus>');
const change = () => new AwsStacks(aws.clients, new FakeClock()).change(changeOf('shop-preview-a'));

describe('another deploy of the same stack was faster:', () => {
  test.each([
    // LocalStack test_name_conflicts, recorded on AWS 2023-11-22
    [
      'P3: the stack exists already',
      {
        DescribeStacks: [gone],
        CreateChangeSet: [
          queryError(
            400,
            'ValidationError',
            `Stack [${stackId}] already exists and cannot be created again with the changeSet [deploy-1].`,
          ),
        ],
      },
    ],
    // LocalStack test_empty_changeset, 2022-08-10
    [
      'P8: the change set has failed',
      {
        DescribeStacks: [gone, stackIn('CREATE_IN_PROGRESS')],
        ExecuteChangeSet: [
          queryError(
            400,
            'InvalidChangeSetStatus',
            `ChangeSet [${setId}] cannot be executed in its current status of [FAILED]`,
          ),
        ],
      },
    ],
    // aws/amazon-chime-sdk-js#1089, 2021-02-23
    [
      'P8: the change set is obsolete',
      {
        DescribeStacks: [gone, stackIn('CREATE_IN_PROGRESS')],
        ExecuteChangeSet: [
          queryError(
            400,
            'InvalidChangeSetStatus',
            `ChangeSet [${setId}] cannot be executed in its current execution status of [OBSOLETE]`,
          ),
        ],
      },
    ],
    // LocalStack test_describe_changeset_after_delete, 2025-09-11
    [
      'P8: the change set is gone while we wait for it',
      {
        DescribeStacks: [gone, stackIn('CREATE_IN_PROGRESS')],
        DescribeChangeSet: [queryError(404, 'ChangeSetNotFound', `ChangeSet [${setId}] does not exist`)],
      },
    ],
    [
      'P8: the change set becomes obsolete while we wait for it',
      {
        DescribeStacks: [gone, stackIn('CREATE_IN_PROGRESS')],
        DescribeChangeSet: [described('<Status>CREATE_COMPLETE</Status><ExecutionStatus>OBSOLETE</ExecutionStatus>')],
      },
    ],
    // LocalStack test_describe_change_set_nonexisting, 2025-03-11
    [
      'the stack to update is gone',
      {
        DescribeStacks: [stackIn('CREATE_COMPLETE')],
        CreateChangeSet: [queryError(400, 'ValidationError', 'Stack [shop-preview-a] does not exist')],
      },
    ],
  ])('%s', async (_, answers) => {
    const asked = cloudFormation({ CreateChangeSet: [created], DescribeChangeSet: [ready], ...answers });
    await expect(change()).rejects.toMatchObject({
      code: 'stack-overtaken',
      exitCode: 1,
      hint: expect.stringMatching(/^Repeat/),
    });
    expect(asked).not.toContain('DeleteStack');
  });
});

test('P8: a change set that is not ready yet is no other deploy', async () => {
  const said = `ChangeSet [${setId}] cannot be executed in its current status of [CREATE_IN_PROGRESS]`;
  cloudFormation({
    DescribeStacks: [stackIn('CREATE_COMPLETE')],
    CreateChangeSet: [created],
    DescribeChangeSet: [ready],
    ExecuteChangeSet: [queryError(400, 'InvalidChangeSetStatus', said)],
  });
  await expect(change()).rejects.toMatchObject({ code: 'aws-refused' });
});

test.each([
  ['the empty stack that it made', 'REVIEW_IN_PROGRESS', true],
  ['no stack that another deploy is making', 'CREATE_IN_PROGRESS', false],
])('P3: a first deploy whose template is refused removes %s', async (_, status, removed) => {
  const asked = cloudFormation({
    DescribeStacks: [gone, stackIn(status)],
    CreateChangeSet: [created],
    DescribeChangeSet: [described('<Status>FAILED</Status><StatusReason>No export named A found</StatusReason>')],
  });
  await expect(change()).rejects.toMatchObject({ code: 'template-refused' });
  expect(asked).toContain('DeleteChangeSet');
  expect(asked.includes('DeleteStack')).toBe(removed);
});

describe('a template that is refused says where to look:', () => {
  test.each([
    // LocalStack test_capabilities_requirements, 2023-01-30
    ['InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]', 'macro'],
    // F5Networks/f5-aws-cloudformation#87, 2019-12-10
    [
      'ValidationError',
      'S3 error: Access Denied\nFor more information check http://docs.aws.amazon.com/',
      's3:GetObject',
    ],
    // kubernetes-retired/kube-aws#143, 2016-12-08
    ['ValidationError', 'TemplateURL must reference a valid S3 object to which you have access.', 's3:GetObject'],
    // LocalStack test_mapping_with_nonexisting_key, 2023-06-12; test_dependent_ref, 2025-09-30
    ['ValidationError', 'Template error: Unable to get mapping for M::C::S', 'synth'],
    [
      'ValidationError',
      'Template format error: Unresolved resource dependencies [A] in the Resources block of the template',
      'synth',
    ],
    ['ValidationError', 'Unresolved resource dependencies [A] in the Outputs block of the template', 'synth'],
    // LocalStack test_update_with_role_without_permissions, 2022-11-21
    ['ValidationError', 'Role arn:aws:iam::1:role/x is invalid or cannot be assumed', 'deploy-application'],
    ['ValidationError', 'Parameter 7 must be a number.', 'settings'],
  ])('%s: %s', async (name, message, hint) => {
    cloudFormation({ DescribeStacks: [gone], CreateChangeSet: [queryError(400, name, message)] });
    await expect(change()).rejects.toMatchObject({ code: 'template-refused', hint: expect.stringContaining(hint) });
  });
});
