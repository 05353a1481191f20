import { environmentInput, preview, production } from '../inputs';
import { environmentTemplate, referencesIn, type Template, textsIn } from '../template';

let ofPreview: Template;
let ofProduction: Template;
beforeAll(async () => {
  ofPreview = await environmentTemplate(environmentInput(preview));
  ofProduction = await environmentTemplate(environmentInput(production));
});
const instance = 'AWS::RDS::DBInstance';

describe('the database', () => {
  test('T24 of a preview leaves no snapshot and no backup, and can always be deleted', () => {
    const database = ofPreview.one(instance);
    expect(database).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(database.Properties).toMatchObject({
      BackupRetentionPeriod: 0,
      DeletionProtection: false,
      DeleteAutomatedBackups: true,
    });
  });

  test('T24 of production is kept, with all that it needs to stand, and leaves a snapshot when it is replaced', () => {
    const database = ofProduction.one(instance);
    expect(database).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Snapshot' });
    expect(database.Properties).toMatchObject({ BackupRetentionPeriod: 14, DeletionProtection: true, MultiAZ: true });
    const needed = referencesIn(database.Properties).map((id) => ofProduction.resources[id]);
    expect(needed.map((resource) => resource?.Type)).toEqual(
      expect.arrayContaining(['AWS::RDS::DBSubnetGroup', 'AWS::EC2::SecurityGroup', 'AWS::SecretsManager::Secret']),
    );
    expect(needed.map((resource) => resource?.DeletionPolicy)).toEqual(needed.map(() => 'Retain'));
  });

  test('T25 has a generated password without rotation, handed over by reference', () => {
    expect(ofPreview.one(instance).Properties).not.toHaveProperty('ManageMasterUserPassword');
    expect(ofPreview.all('AWS::SecretsManager::RotationSchedule')).toEqual([]);
    expect(ofPreview.resources[ofPreview.databaseSecrets().user]?.Properties.GenerateSecretString).toMatchObject({
      GenerateStringKey: 'password',
      ExcludePunctuation: true,
      SecretStringTemplate: '{"username":"app","dbname":"app"}',
    });
    expect(textsIn(ofPreview.one(instance).Properties.MasterUserPassword).join('')).toContain(
      ':SecretString:password}}',
    );
  });

  test('T26 is made from no snapshot', () => {
    expect(ofPreview.one(instance).Properties).not.toHaveProperty('DBSnapshotIdentifier');
  });

  test('T27 lets in only the instances of its stack', () => {
    const group = referencesIn(ofPreview.one(instance).Properties.VPCSecurityGroups)[0] ?? '';
    expect(ofPreview.resources[group]?.Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(ofPreview.all('AWS::EC2::SecurityGroupIngress')).toHaveLength(1);
  });

  test('is private, encrypted, and has no name of its own', () => {
    expect(ofPreview.one(instance).Properties).toMatchObject({ PubliclyAccessible: false, StorageEncrypted: true });
    expect(ofPreview.one(instance).Properties).not.toHaveProperty('DBInstanceIdentifier');
  });

  test('can be left out, with its properties and its secret', async () => {
    const template = await environmentTemplate(environmentInput(preview, { database: 'none' }));
    expect(template.all(instance)).toEqual([]);
    expect(template.all('AWS::SecretsManager::Secret')).toEqual([]);
    expect(textsIn(template.options()).filter((text) => text.startsWith('RDS_'))).toEqual([]);
    expect(template.outputs).not.toHaveProperty('DatabaseEndpoint');
  });
});

describe('the file store', () => {
  test('T29 T30 has a name that CloudFormation makes, and nothing that empties it', () => {
    expect(ofPreview.one('AWS::S3::Bucket').Properties).not.toHaveProperty('BucketName');
    expect(Object.values(ofPreview.resources).filter(({ Type }) => /Lambda|Custom/.test(Type))).toEqual([]);
  });

  test('T30 outlives the environment, so that writers die first', () => {
    const environment = ofPreview.one('AWS::ElasticBeanstalk::Environment');
    expect(referencesIn(environment.Properties)).toContain(ofPreview.id('AWS::S3::Bucket'));
  });

  test('is encrypted, closed to the public and to plain HTTP, and drops uploads that were never finished', () => {
    expect(ofPreview.one('AWS::S3::Bucket').Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } })],
      },
    });
    expect(ofPreview.one('AWS::S3::BucketPolicy').Properties.PolicyDocument).toMatchObject({
      Statement: [{ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
  });

  test('is versioned and kept in production, neither in a preview', () => {
    expect(ofProduction.one('AWS::S3::Bucket')).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
    expect(ofPreview.one('AWS::S3::Bucket')).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { VersioningConfiguration: { Status: 'Suspended' } },
    });
  });

  test('can be left out', async () => {
    const template = await environmentTemplate(environmentInput(preview, { fileStore: 'none' }));
    expect(template.all('AWS::S3::Bucket')).toEqual([]);
    expect(template.outputs).not.toHaveProperty('BucketName');
  });
});

describe('the engines', () => {
  test.each([
    ['postgres', '17.6', '15432'],
    ['mysql', '8.4.6', '13306'],
    ['mariadb', '11.8.3', '13306'],
  ] as const)('%s has version %s and port %s unless settings say otherwise', async (engine, version, port) => {
    const template = await environmentTemplate(environmentInput(preview, { database: { engine } }));
    const { Properties } = template.one('AWS::RDS::DBInstance');
    expect(Properties).toMatchObject({ Engine: engine, EngineVersion: version, Port: port });
    const ports = template.all('AWS::EC2::SecurityGroupIngress').map((one) => String(one.Properties.FromPort));
    expect(ports).toEqual([port]);
  });
});

describe('a database from a snapshot', () => {
  const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';
  const snapshot = { id: 'shop-2026-11-01', credentials };

  test('T26 names the snapshot and nothing that the snapshot brings', async () => {
    const template = await environmentTemplate(environmentInput(preview, { database: { snapshot } }));
    const { Properties } = template.one('AWS::RDS::DBInstance');
    expect(Properties.DBSnapshotIdentifier).toBe('shop-2026-11-01');
    for (const name of ['DBName', 'MasterUsername', 'MasterUserPassword', 'KmsKeyId']) {
      expect(Properties).not.toHaveProperty(name);
    }
  });

  test('T17 T26 is known to the app by the credentials of the snapshot', async () => {
    const template = await environmentTemplate(environmentInput(preview, { database: { snapshot } }));
    expect(template.all('AWS::SecretsManager::Secret')).toEqual([]);
    expect(template.options()['aws:elasticbeanstalk:application:environmentsecrets']).toMatchObject({
      RDS_USERNAME: `${credentials}:username`,
      RDS_PASSWORD: `${credentials}:password`,
    });
    expect(template.statements(template.id('AWS::IAM::Role')).DatabaseCredentials?.Resource).toEqual([credentials]);
  });

  test('must have been found before the template is made', async () => {
    const newest = { newestOf: 'shop-db', credentials };
    await expect(
      environmentTemplate(environmentInput(preview, { database: { snapshot: newest } })),
    ).rejects.toMatchObject({
      code: 'snapshot-unresolved',
      message: expect.stringContaining('newest snapshot of shop-db'),
    });
  });

  test('cannot have a user of its own', async () => {
    await expect(
      environmentTemplate(environmentInput(preview, { database: { snapshot, username: 'shop' } })),
    ).rejects.toMatchObject({ code: 'snapshot-username', message: expect.stringContaining('shop') });
  });
});
