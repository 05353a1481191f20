import type { SettingsLayer } from '../../../lib/settings/settings';
import { environmentInput, preview, production, threeServices } from '../inputs';
import { environmentTemplate, referencesIn, type Template } from '../template';

const plain = 'aws:elasticbeanstalk:application:environment';
const secret = 'aws:elasticbeanstalk:application:environmentsecrets';
const made = (layer: SettingsLayer = {}) => environmentTemplate(environmentInput(preview, layer));

/** The text of the URL, with what is known only in AWS in angle brackets. */
function urlIn(template: Template): string {
  const { SecretString } = template.resources[template.databaseSecrets().url]?.Properties ?? {};
  const { 'Fn::Join': [, pieces] = ['', []] } = SecretString as { 'Fn::Join'?: [string, unknown[]] };
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const { Ref, 'Fn::GetAtt': [, attribute] = ['', ''] } = piece as { Ref?: string; 'Fn::GetAtt'?: string[] };
      return `<${Ref === template.databaseSecrets().user ? 'secret' : attribute}>`;
    })
    .join('');
}

describe('the URL of the database', () => {
  test('is a secret of its own, put together by CloudFormation of the other secret and of the address', async () => {
    const template = await made();
    expect(urlIn(template)).toBe(
      'postgresql://app:{{resolve:secretsmanager:<secret>:SecretString:password}}@<Endpoint.Address>:<Endpoint.Port>/app?sslmode=require',
    );
    const { user, url } = template.databaseSecrets();
    expect(referencesIn(template.resources[url]?.Properties)).toEqual(
      expect.arrayContaining([user, template.id('AWS::RDS::DBInstance')]),
    );
  });

  test('has a name that the role of CloudFormation may make, and leaves the first secret what it was called', async () => {
    const { user, url } = (await made()).databaseSecrets();
    expect(user).toBe('DatabaseSecretC9203AE3');
    expect(url).toMatch(/^DatabaseSecretUrl[0-9A-F]{8}$/);
  });

  test('stays with the database in production, and goes with it in a preview', async () => {
    for (const [target, policy] of [[preview, 'Delete'] as const, [production, 'Retain'] as const]) {
      const template = await environmentTemplate(environmentInput(target));
      expect(template.resources[template.databaseSecrets().url]).toMatchObject({ DeletionPolicy: policy });
    }
  });

  test.each<[string, SettingsLayer, string]>([
    ['mysql', { database: { engine: 'mysql', name: 'shop', username: 'owner' } }, 'mysql://owner:'],
    ['parameters', { database: { urlParameters: 'connection_limit=5' } }, '/app?connection_limit=5'],
    ['a scheme', { database: { urlScheme: 'postgresql+psycopg' } }, 'postgresql+psycopg://app:'],
  ])('takes what settings say: %s', async (_, layer, part) => {
    expect(urlIn(await made(layer))).toContain(part);
  });

  test('is read by each service that has a name for it, by that secret alone, however many names there are', async () => {
    const template = await made({ ...threeServices, database: { environment: { DB_URL: 'url' } } });
    const reading = template.ids('AWS::IAM::Role').map((id) => template.statements(id).DatabaseUrl?.Resource);
    expect(reading).toEqual(Array.from({ length: 3 }, () => [{ Ref: template.databaseSecrets().url }]));
  });

  test('is not made when no service has a name for it', async () => {
    const template = await made({ database: { environment: { DATABASE_URL: 'none' } } });
    expect(template.ids('AWS::SecretsManager::Secret')).toHaveLength(1);
    expect(template.statements(template.id('AWS::IAM::Role'))).not.toHaveProperty('DatabaseUrl');
  });

  test.each<[string, SettingsLayer]>([
    ['environment', { services: { web: { environment: { DATABASE_URL: 'sqlite:///tmp/app' } } } }],
    [
      'secrets',
      {
        services: {
          web: { secrets: { DATABASE_URL: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf' } },
        },
      },
    ],
  ])('gives way to the DATABASE_URL that a service has in its own %s', async (_, layer) => {
    const template = await made(layer);
    const options = template.options();
    const found = { ...options[plain], ...options[secret] }.DATABASE_URL;
    expect(found).toMatch(/^sqlite:|secret:a-AbCdEf$/);
    expect(template.ids('AWS::SecretsManager::Secret')).toHaveLength(1);
  });
});

describe('what clients need to know RDS by', () => {
  const path = '/var/app/current/.preview-stacks/rds-ca.pem';
  const found = async (layer: SettingsLayer) => {
    const { NODE_EXTRA_CA_CERTS, PGSSLROOTCERT, PGSSLMODE } = (await made(layer)).options()[plain] ?? {};
    return [NODE_EXTRA_CA_CERTS, PGSSLROOTCERT, PGSSLMODE];
  };
  const web = (one: object): SettingsLayer => ({ services: { web: one } });

  test.each<[string, SettingsLayer, unknown[]]>([
    ['PostgreSQL', {}, [path, path, 'require']],
    ['MariaDB', { database: { engine: 'mariadb' } }, [path, undefined, undefined]],
    ['no database', { database: 'none' }, [undefined, undefined, undefined]],
    [
      'a service with a mode of its own',
      web({ environment: { PGSSLMODE: 'verify-full' } }),
      [path, path, 'verify-full'],
    ],
    [
      'a container, which does not see the files of the bundle',
      web({ platform: 'docker' }),
      [undefined, undefined, undefined],
    ],
    ['a ready zip, which may not hold them', web({ bundle: 'app.zip' }), [undefined, undefined, undefined]],
    [
      'a name that settings give to something else',
      { database: { environment: { PGSSLMODE: 'name' } } },
      [path, path, 'app'],
    ],
  ])('is given for %s', async (_, layer, properties) => {
    expect(await found(layer)).toEqual(properties);
  });
});

test('settings name what of the database and of the bucket the services get, and by which names', async () => {
  const environment = { HOST: 'host', DB_PORT: 'port', DB_NAME: 'name', DB_USER: 'username', DB_PASS: 'password' };
  const template = await made({
    database: { environment: environment as never },
    fileStore: { environment: { BUCKET: 'bucket', AWS_REGION: 'region', OTHER: 'none' } },
  });
  const instance = template.id('AWS::RDS::DBInstance');
  const { user } = template.databaseSecrets();
  const options = template.options();
  expect(options[plain]).toMatchObject({
    HOST: { 'Fn::GetAtt': [instance, 'Endpoint.Address'] },
    DB_PORT: { 'Fn::GetAtt': [instance, 'Endpoint.Port'] },
    DB_NAME: 'app',
    BUCKET: { Ref: template.id('AWS::S3::Bucket') },
    AWS_REGION: 'eu-central-1',
  });
  expect(options[plain]).not.toHaveProperty('OTHER');
  expect(options[secret]).toMatchObject({
    DB_USER: { 'Fn::Join': ['', [{ Ref: user }, ':username']] },
    DB_PASS: { 'Fn::Join': ['', [{ Ref: user }, ':password']] },
  });
});

describe('a database from a snapshot', () => {
  const id = 'shop-2026-11-01';
  const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';

  test('T26 whose user settings name gets a password of its own, and so has a URL', async () => {
    const template = await made({ database: { snapshot: { id, username: 'Owner' } } });
    const { Properties } = template.one('AWS::RDS::DBInstance');
    expect(Properties.DBSnapshotIdentifier).toBe(id);
    expect(JSON.stringify(Properties.MasterUserPassword)).toContain(':SecretString:password}}');
    for (const name of ['DBName', 'MasterUsername']) expect(Properties).not.toHaveProperty(name);
    expect(urlIn(template)).toMatch(/^postgresql:\/\/Owner:\{\{resolve:/);
    expect(template.resources[template.databaseSecrets().user]?.Properties.GenerateSecretString).toMatchObject({
      SecretStringTemplate: '{"username":"Owner","dbname":"app"}',
    });
  });

  test('whose password a secret of the team holds has no URL, even where a pinned snapshot meets settings that ask for one', async () => {
    const template = await made({ database: { snapshot: { id, credentials }, environment: { PGURL: 'url' } } });
    expect(template.options()[secret]).not.toHaveProperty('PGURL');
    expect(template.options()[secret]).toHaveProperty('RDS_PASSWORD');
    expect(template.ids('AWS::SecretsManager::Secret')).toEqual([]);
  });
});
