import { openSecrets } from '../../../lib/local/secrets-manager/open-secrets';
import { secretsService } from '../../../lib/local/secrets-manager/secrets-manager-service';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

let served: ServedServices;
beforeEach(async () => {
  const secrets = openSecrets({ journal: memoryJournal(), accountId: '123456789012' });
  served = await serveServices(secretsService({ secrets, journal: memoryJournal(), accountId: '123456789012' }));
});
afterEach(() => served.close());

const call = (operation: string, input: object) => served.json('secretsmanager', `secretsmanager.${operation}`, input);

test('a secret is read by its name, its ARN, and its ARN without the suffix', async () => {
  const { ARN, VersionId } = await call('CreateSecret', { Name: 'shop/db', SecretString: 'one' });
  for (const SecretId of ['shop/db', String(ARN), String(ARN).slice(0, -7)]) {
    expect(await call('GetSecretValue', { SecretId })).toMatchObject({
      ...{ ARN, VersionId, Name: 'shop/db', SecretString: 'one' },
      VersionStages: ['AWSCURRENT'],
      CreatedDate: expect.any(Number),
    });
  }
});

test('a new value becomes the current one, and the former stays as the previous', async () => {
  await call('CreateSecret', { Name: 'shop', SecretString: 'one' });
  await call('PutSecretValue', { SecretId: 'shop', SecretString: 'two' });
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({ SecretString: 'two' });
  const previous = { SecretId: 'shop', VersionStage: 'AWSPREVIOUS' };
  expect(await call('GetSecretValue', previous)).toMatchObject({ SecretString: 'one' });
  await call('UpdateSecret', { SecretId: 'shop', SecretString: 'three', Description: 'of the shop' });
  expect(await call('DescribeSecret', { SecretId: 'shop' })).toMatchObject({ Description: 'of the shop' });
});

test('a deleted secret can be restored during its window, and not be read meanwhile', async () => {
  await call('CreateSecret', { Name: 'shop', SecretString: 'one' });
  expect(await call('DeleteSecret', { SecretId: 'shop' })).toMatchObject({ DeletionDate: expect.any(Number) });
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({ __type: 'InvalidRequestException' });
  expect(await call('CreateSecret', { Name: 'shop', SecretString: 'two' })).toMatchObject({
    __type: 'InvalidRequestException',
  });
  expect(await call('ListSecrets', {})).toEqual({ SecretList: [] });
  await call('RestoreSecret', { SecretId: 'shop' });
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({ SecretString: 'one' });
});

test('a secret deleted without recovery is gone at once', async () => {
  await call('CreateSecret', { Name: 'shop', SecretString: 'one' });
  await call('DeleteSecret', { SecretId: 'shop', ForceDeleteWithoutRecovery: true });
  expect(await call('GetSecretValue', { SecretId: 'shop' })).toMatchObject({
    __type: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
});

test('secrets are listed page by page, with their tags', async () => {
  for (const name of ['a', 'b', 'c']) {
    await call('CreateSecret', { Name: name, SecretString: name, Tags: [{ Key: 'project', Value: 'shop' }] });
  }
  await call('TagResource', { SecretId: 'c', Tags: [{ Key: 'target', Value: 'staging' }] });
  const first = await call('ListSecrets', { MaxResults: 2 });
  expect(first.SecretList).toHaveLength(2);
  const { SecretList } = await call('ListSecrets', { MaxResults: 2, NextToken: first.NextToken });
  const Tags = [
    { Key: 'project', Value: 'shop' },
    { Key: 'target', Value: 'staging' },
  ];
  expect(SecretList).toEqual([expect.objectContaining({ Name: 'c', Tags })]);
});
