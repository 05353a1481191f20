import { openSecrets } from '../../../lib/local/secrets-manager/open-secrets';
import { secretsManagerSecret } from '../../../lib/local/secrets-manager/secret-type';
import { secretsService } from '../../../lib/local/secrets-manager/secrets-manager-service';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';
import { memoryJournal } from '../state/memory-journal';

// What AWS answered: LS, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services/secretsmanager); MV,
// tests that Moto runs on AWS (github getmoto/moto 0af643a, 2026-08-22, tests/test_secretsmanager). The test's name and date beside each.
let served: ServedServices;
let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
  const secrets = openSecrets({ journal: memoryJournal(), accountId: '123456789012' });
  served = await serveServices(secretsService({ secrets, journal: memoryJournal(), accountId: '123456789012' }));
});
afterEach(async () => {
  await served.close();
  await small.close();
});

const call = (operation: string, input: object) => served.json('secretsmanager', `secretsmanager.${operation}`, input);
const token = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const taken = (arn: unknown, which: string) => ({
  __type: 'ResourceExistsException',
  message: `You can't use ClientRequestToken ${which} because that value is already in use for a version of secret ${arn}.`,
});

test('O7 AWSCURRENT stays where it is when the stages of a new version lack it (LS test_put_secret_value_with_version_stages, 2024-03-15)', async () => {
  const { VersionId } = await call('CreateSecret', { Name: 'shop', SecretString: 'first' });
  const VersionStages = ['SAMPLESTAGE0', 'SAMPLESTAGE1'];
  const put = await call('PutSecretValue', { SecretId: 'shop', SecretString: 'second', VersionStages });
  expect(put).toMatchObject({ VersionStages });
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({
    ...{ SecretString: 'first', VersionId, VersionStages: ['AWSCURRENT'] },
  });
  const sample = { SecretId: 'shop', VersionStage: 'SAMPLESTAGE1' };
  expect(await call('GetSecretValue', sample)).toMatchObject({ SecretString: 'second' });
  const third = { SecretId: 'shop', SecretString: 'third', VersionStages: ['AWSCURRENT'] };
  expect(await call('PutSecretValue', third)).toMatchObject({ VersionStages: ['AWSCURRENT'] });
});

test('O7 AWSPREVIOUS follows AWSCURRENT, and a stage is at one version alone (LS test_update_secret_version_stages_current_pending, 2024-03-15)', async () => {
  const first = await call('CreateSecret', { Name: 'shop', SecretString: 'first' });
  const VersionStages = ['AWSPENDING'];
  const second = await call('PutSecretValue', { SecretId: 'shop', SecretString: 'second', VersionStages });
  const stages = async () => (await call('DescribeSecret', { SecretId: 'shop' })).VersionIdsToStages;
  expect(await stages()).toEqual({
    [String(first.VersionId)]: ['AWSCURRENT'],
    [String(second.VersionId)]: ['AWSPENDING'],
  });
  const both = ['AWSCURRENT', 'AWSPENDING'];
  const third = await call('PutSecretValue', { SecretId: 'shop', SecretString: 'third', VersionStages: both });
  // The version that was pending has no stage left: AWS lists it no more.
  expect(await stages()).toEqual({ [String(first.VersionId)]: ['AWSPREVIOUS'], [String(third.VersionId)]: both });
  const fourth = await call('PutSecretValue', { SecretId: 'shop', SecretString: 'fourth' });
  expect(await stages()).toEqual({
    [String(third.VersionId)]: ['AWSPREVIOUS'],
    [String(fourth.VersionId)]: ['AWSCURRENT'],
  });
});

test('O8 a token that stands for another value is refused (MV test_create_different_secret_with_same_token, test_put_different_secret_value_with_same_token, test_update_different_secret_value_with_same_token)', async () => {
  const { ARN } = await call('CreateSecret', { Name: 'shop', SecretString: 'Hello', ClientRequestToken: token(1) });
  const other = { SecretString: 'other', ClientRequestToken: token(1) };
  expect(await call('CreateSecret', { Name: 'shop', ...other })).toMatchObject(taken(ARN, token(1)));
  expect(await call('PutSecretValue', { SecretId: 'shop', ...other })).toMatchObject(taken(ARN, token(1)));
  expect(await call('UpdateSecret', { SecretId: 'shop', ...other })).toMatchObject(taken(ARN, token(1)));
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({ SecretString: 'Hello' });
});

test('O8 the same value under the same token changes nothing (MV test_put_same_secret_value_with_same_token), another token is another version', async () => {
  await call('CreateSecret', { Name: 'shop', SecretString: 'Hello', ClientRequestToken: token(1) });
  const same = { SecretId: 'shop', SecretString: 'Hello', ClientRequestToken: token(1) };
  expect(await call('PutSecretValue', same)).toMatchObject({ VersionId: token(1), VersionStages: ['AWSCURRENT'] });
  expect(await call('PutSecretValue', { ...same, ClientRequestToken: token(2) })).toMatchObject({
    VersionId: token(2),
  });
  expect(await call('CreateSecret', { ...same, Name: 'shop', ClientRequestToken: token(3) })).toMatchObject({
    __type: 'ResourceExistsException',
    message: 'The operation failed because the secret shop already exists.',
  });
});

test('O9 a secret without a value has no version (LS test_secret_version_not_found, 2024-06-13)', async () => {
  expect((await call('CreateSecret', { Name: 'shop' })).VersionId).toBeUndefined();
  const missing = (what: string) => ({
    __type: 'ResourceNotFoundException',
    message: `Secrets Manager can't find the specified secret value for ${what}`,
  });
  const read = (more: object = {}) => call('GetSecretValue', { SecretId: 'shop', ...more });
  expect(await read()).toMatchObject(missing('staging label: AWSCURRENT'));
  expect(await read({ VersionId: token(1) })).toMatchObject(missing(`VersionId: ${token(1)}`));
  expect(await read({ VersionStage: 'AWSPENDING' })).toMatchObject(missing('staging label: AWSPENDING'));
  expect((await call('DescribeSecret', { SecretId: 'shop' })).VersionIdsToStages).toBeUndefined();
  await call('PutSecretValue', { SecretId: 'shop', SecretString: 'one', VersionStages: ['OWN'] });
  expect(await read()).toMatchObject({ SecretString: 'one', VersionStages: ['AWSCURRENT', 'OWN'] });
});

test('O9 so has one of a template that says nothing of its value', async () => {
  const { physicalId } = await secretsManagerSecret.create(small.context(), { Name: 'empty' });
  expect(small.world.secrets.get(physicalId).versions).toEqual([]);
});

test('O10 a name that no secret can have is refused by every operation (LS test_invalid_secret_name[Inv Name], 2024-03-15)', async () => {
  const refusal = {
    __type: 'ValidationException',
    message: 'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  };
  expect(await call('CreateSecret', { Name: 'Inv Name', SecretString: 'x' })).toMatchObject(refusal);
  const rest = { PutSecretValue: { SecretString: 'x' }, GetSecretValue: {}, DescribeSecret: {}, DeleteSecret: {} };
  for (const [operation, more] of Object.entries({ ...rest, TagResource: { Tags: [] }, UpdateSecret: {} })) {
    expect(await call(operation, { SecretId: 'Inv Name', ...more })).toMatchObject(refusal);
  }
  expect(await call('CreateSecret', { Name: 'wow!', SecretString: 'x' })).toMatchObject({ Name: 'wow!' });
});

test('O10 LastAccessedDate is the day on which it was last read', async () => {
  await call('CreateSecret', { Name: 'shop', SecretString: 'x' });
  const read = async () => (await call('DescribeSecret', { SecretId: 'shop' })).LastAccessedDate;
  expect(await read()).toBeUndefined();
  await call('GetSecretValue', { SecretId: 'shop' });
  expect(Number(await read()) % 86_400).toBe(0);
});

test('C16 a secret of a stack is tagged with stack and resource (LS cloudformation test_cfn_handle_secretsmanager_secret, 2024-10-11)', async () => {
  const { physicalId } = await secretsManagerSecret.create(small.context('Secret'), { SecretString: 'x' });
  const { stackId, stackName } = small.context();
  expect(small.world.secrets.get(physicalId).tags).toEqual({
    'aws:cloudformation:stack-name': stackName,
    'aws:cloudformation:logical-id': 'Secret',
    'aws:cloudformation:stack-id': stackId,
  });
});

test('a secret of bytes is refused, for secrets are text here', async () => {
  expect(await call('CreateSecret', { Name: 'shop', SecretBinary: 'eA==' })).toMatchObject({
    __type: 'InvalidParameterException',
  });
});
