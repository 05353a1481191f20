import { isNoSuchStack, refusedOperation } from '../../../lib/aws/cloudformation/stack-errors';

const arn = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/SHOP_STAGING/0a1b';
const said = (message: string, name = 'ValidationError') => Object.assign(new Error(message), { name });
const refused = (message: string, name?: string) => refusedOperation(said(message, name), 'shop-staging', 'changed');

// What AWS answered, by LocalStack's recordings on AWS if nothing else is said; names in capitals are ours.
describe('a state of the stack is read from', () => {
  test.each([
    // test_changeset_for_deleted_stack, 2025-10-10
    [`Stack:${arn} is in DELETE_IN_PROGRESS state and can not be updated.`, 'stack-busy', 'DELETE_IN_PROGRESS'],
    [`Stack:${arn} is in DELETE_COMPLETE state and can not be updated.`, 'stack-not-changeable', 'DELETE_COMPLETE'],
    [`Stack:${arn} is in ROLLBACK_COMPLETE state and can not be updated.`, 'stack-not-changeable', 'ROLLBACK_COMPLETE'],
    // The two below are the words of our own endpoint, from AWS's documentation; no recording has them.
    ['Stack [MY_SHOP] cannot be deleted while in status UPDATE_IN_PROGRESS', 'stack-busy', 'UPDATE_IN_PROGRESS'],
    [
      'This stack is currently in a non-terminal [UPDATE_FAILED] state. To update the stack from this state, please use the disable-rollback parameter',
      'stack-not-changeable',
      'UPDATE_FAILED',
    ],
  ])('%s', (message, code, status) => {
    expect(refused(message)).toMatchObject({
      code,
      message: `stack shop-staging is in ${status} and cannot be changed`,
    });
    expect(refused(message)?.hint).not.toMatch(/delete/i);
  });

  test('the refusal to delete what is protected (aws-nuke#821, 2025-12-16)', () => {
    const error = refused('Stack [SHOP_STAGING] cannot be deleted while TerminationProtection is enabled');
    expect(error).toMatchObject({ code: 'stack-protected' });
  });
});

describe('no state of the stack is read from', () => {
  test.each([
    // test_update_with_role_without_permissions, 2022-11-21
    ['Role arn:aws:iam::111122223333:role/SHOP_DEPLOY is invalid or cannot be assumed'],
    ['Role arn:aws:iam::111122223333:role/UPDATE_FAILED is invalid or cannot be assumed'],
    // test_describe_change_set_import_non_existent_export, 2025-08-05; the recording ends after the name
    ['No export named SHARED_ALB_ARN found'],
    ['No export named CREATE_COMPLETE found'],
    // test_mapping_with_nonexisting_key, 2023-06-12
    ['Template error: Unable to get mapping for SIZE_MAP::MY_KEY::ROLLBACK_COMPLETE'],
    // TestCloudFormationConditions::test_dependent_ref, 2025-09-30
    ['Template format error: Unresolved resource dependencies [MY_TOPIC] in the Resources block of the template'],
    // test_capabilities_requirements, 2023-01-30
    ['Requires capabilities : [CAPABILITY_AUTO_EXPAND]'],
    // The common form of AWS's constraints; no recording has it.
    [
      "1 validation error detected: Value '[CAPABILITY_X]' at 'capabilities' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [CAPABILITY_NAMED_IAM, CAPABILITY_IAM, CAPABILITY_AUTO_EXPAND]]",
    ],
    // test_get_template_summary_non_executed_change_set, 2025-09-10
    ['GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.'],
    // test_name_conflicts, 2023-11-22
    ['Stack [SHOP_STAGING] already exists and cannot be created again with the changeSet [A_TOKEN].'],
    ['Stack:SHOP is in NO_KNOWN state and can not be updated.'],
    ['Resources [MY_QUEUE] are not in UPDATE_FAILED state and cannot be skipped'],
  ])('%s', (message) => {
    expect(refused(message)).toBeUndefined();
  });

  test('the state of a change set (test_empty_changeset, 2022-08-10)', () => {
    const message = 'ChangeSet [A_SET] cannot be executed in its current status of [CREATE_IN_PROGRESS]';
    expect(refused(message, 'InvalidChangeSetStatus')).toBeUndefined();
  });
});

// P9: test_non_existing_stack_message, 2025-07-21; test_describe_non_existent_stack, 2025-07-25; test_stack_resource_not_found, 2025-01-29
test.each([
  ['Stack with id shop-staging does not exist', true],
  ['Stack [shop-staging] does not exist', true],
  ["Stack 'shop-staging' does not exist", true],
  ['Resource Web does not exist for stack shop-staging', false],
  ['S3 bucket [shop] does not exist', false],
  ['Stack policy of the stack does not exist', false],
  ['User: x is not allowed: Stack [shop] does not exist', false],
])('P9: %s says that there is no stack: %s', (message, gone) => {
  expect(isNoSuchStack(said(message))).toBe(gone);
});
