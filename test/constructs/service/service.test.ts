import { environmentInput, preview, production } from '../inputs';
import { environmentTemplate, referencesIn, type Template, textsIn } from '../template';

const environmentType = 'AWS::ElasticBeanstalk::Environment';
let template: Template;
beforeAll(async () => {
  template = await environmentTemplate(environmentInput(preview));
});
const environment = () => template.one(environmentType).Properties;

describe('the Beanstalk environment of a service', () => {
  test('T9 has an explicit name and no CNAMEPrefix, which is global across customers', () => {
    expect(environment().EnvironmentName).toMatch(/^shop-feature-log-[0-9a-f]{8}--web$/);
    expect(environment()).not.toHaveProperty('CNAMEPrefix');
  });

  test('T10 takes its platform by PlatformArn, for a solution stack would replace it', () => {
    expect(environment().PlatformArn).toContain('platform/Node.js 22');
    expect(environment()).not.toHaveProperty('SolutionStackName');
  });

  test('T11 writes the same options whatever their values are, because a removed one keeps its old value', async () => {
    const names = (one: Template) =>
      Object.entries(one.options()).flatMap(([space, set]) => Object.keys(set).map((name) => `${space} ${name}`));
    const web = {
      deploymentPolicy: 'Rolling',
      instances: { min: 2, max: 3 },
      instanceType: 'm7i.large',
      logRetentionDays: 30,
    } as const;
    const other = await environmentTemplate(environmentInput(preview, { services: { web } }));
    expect(names(other)).toEqual(names(template));
  });

  test('T11 writes no option twice', () => {
    const settings = environment().OptionSettings as { Namespace: string; OptionName: string }[];
    const names = settings.map(({ Namespace, OptionName }) => `${Namespace} ${OptionName}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('T12 names its instance profile and its service role', () => {
    const options = template.options();
    expect(options['aws:autoscaling:launchconfiguration']?.IamInstanceProfile).toEqual({
      Ref: template.id('AWS::IAM::InstanceProfile'),
    });
    expect(options['aws:elasticbeanstalk:environment']?.ServiceRole).toBe(
      'arn:aws:iam::111122223333:role/shop-staging-beanstalk',
    );
  });

  test('T13 asks for launch templates: IMDSv2 only and gp3', () => {
    expect(template.options()['aws:autoscaling:launchconfiguration']).toMatchObject({
      DisableIMDSv1: 'true',
      RootVolumeType: 'gp3',
      RootVolumeSize: '10',
    });
  });

  test('T14 has enhanced health, read from the health path', () => {
    const options = template.options();
    expect(options['aws:elasticbeanstalk:healthreporting:system']).toMatchObject({ SystemType: 'enhanced' });
    expect(options['aws:elasticbeanstalk:environment:process:default']).toMatchObject({
      HealthCheckPath: '/health',
      Port: '80',
    });
  });

  test('T15 has managed updates off, which would collide with deploys', () => {
    expect(template.options()['aws:elasticbeanstalk:managedactions']).toEqual({ ManagedActionsEnabled: 'false' });
  });

  test('T16 streams logs and deletes their groups with the environment', () => {
    const options = template.options();
    expect(options['aws:elasticbeanstalk:cloudwatch:logs']).toEqual({
      StreamLogs: 'true',
      DeleteOnTerminate: 'true',
      RetentionInDays: '7',
    });
    expect(options['aws:elasticbeanstalk:cloudwatch:logs:health']?.DeleteOnTerminate).toBe('true');
  });

  test('T17 gets secrets by ARN, one key of a secret each, and never as plain values', () => {
    const { user, url } = template.databaseSecrets();
    expect(template.options()['aws:elasticbeanstalk:application:environmentsecrets']).toEqual({
      STRIPE_KEY: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/stripe-AbCdEf:key',
      RDS_USERNAME: { 'Fn::Join': ['', [{ Ref: user }, ':username']] },
      RDS_PASSWORD: { 'Fn::Join': ['', [{ Ref: user }, ':password']] },
      DATABASE_URL: { Ref: url },
    });
    const plain = Object.keys(template.options()['aws:elasticbeanstalk:application:environment'] ?? {});
    expect(plain).not.toContain('RDS_PASSWORD');
    expect(plain).not.toContain('DATABASE_URL');
  });

  test('T18 T19 runs a version that is a resource of the stack, made of the kept bundle', () => {
    expect(environment().VersionLabel).toEqual({ Ref: template.id('AWS::ElasticBeanstalk::ApplicationVersion') });
    expect(template.one('AWS::ElasticBeanstalk::ApplicationVersion').Properties.SourceBundle).toEqual({
      S3Bucket: 'shop-application-staging-bundlesbucket-1a2b3c4d5e6f',
      S3Key: expect.stringMatching(/\/bundles\/(ab){32}\.zip$/),
    });
  });

  test('gets the plain properties of settings, database, file store and target', () => {
    expect(template.options()['aws:elasticbeanstalk:application:environment']).toEqual({
      LOG_LEVEL: 'info',
      RDS_HOSTNAME: { 'Fn::GetAtt': [template.id('AWS::RDS::DBInstance'), 'Endpoint.Address'] },
      RDS_PORT: { 'Fn::GetAtt': [template.id('AWS::RDS::DBInstance'), 'Endpoint.Port'] },
      RDS_DB_NAME: 'app',
      NODE_EXTRA_CA_CERTS: '/var/app/current/.preview-stacks/rds-ca.pem',
      PGSSLROOTCERT: '/var/app/current/.preview-stacks/rds-ca.pem',
      PGSSLMODE: 'require',
      FILES_BUCKET: { Ref: template.id('AWS::S3::Bucket') },
      PREVIEW_STACKS_TARGET: 'preview',
      PREVIEW_STACKS_BRANCH: 'feature/login',
      PREVIEW_STACKS_COMMIT: '0123456789abcdef0123456789abcdef01234567',
      PREVIEW_STACKS_URL: expect.stringMatching(/^https:\/\/feature-login-[0-9a-f]{8}\.preview\.acme\.dev$/),
      PREVIEW_STACKS_ACCESS_INDEX: 'no',
    });
  });

  test.each([
    ['t4g.micro', 'arm64'],
    ['c6gn.large', 'arm64'],
    ['a1.medium', 'arm64'],
    ['t3.micro', 'x86_64'],
    ['g5.xlarge', 'x86_64'],
    ['m7i-flex.large', 'x86_64'],
  ])('runs %s as %s', async (instanceType, architecture) => {
    const one = await environmentTemplate(environmentInput(preview, { services: { web: { instanceType } } }));
    expect(one.options()['aws:ec2:instances']).toMatchObject({
      InstanceTypes: instanceType,
      SupportedArchitectures: architecture,
    });
  });

  test('has rolling configuration changes in production', async () => {
    const options = (await environmentTemplate(environmentInput(production))).options();
    expect(options['aws:autoscaling:updatepolicy:rollingupdate']?.RollingUpdateEnabled).toBe('true');
    expect(options['aws:elasticbeanstalk:command']?.DeploymentPolicy).toBe('Rolling');
  });

  test('stands in private subnets without public addresses where settings say so', async () => {
    const privateSubnetIds = ['subnet-0bbbbbbbbbbbbbbb1', 'subnet-0bbbbbbbbbbbbbbb2'];
    const input = environmentInput(preview, { network: { instanceSubnets: 'private' } });
    const network = { ...input.application.network, privateSubnetIds };
    const one = await environmentTemplate({ ...input, application: { ...input.application, network } });
    expect(one.options()['aws:ec2:vpc']).toMatchObject({
      Subnets: privateSubnetIds.join(','),
      AssociatePublicIpAddress: 'false',
    });
    expect(one.one('AWS::RDS::DBSubnetGroup').Properties.SubnetIds).toEqual(privateSubnetIds);
  });
});

describe('the instance role', () => {
  const role = () => template.resources[template.id('AWS::IAM::Role')]?.Properties ?? {};
  const statements = () => template.statements(template.id('AWS::IAM::Role'));

  test('stands under the boundary, in the path of its kind of target', () => {
    expect(role().PermissionsBoundary).toBe('arn:aws:iam::111122223333:policy/shop-preview-boundary');
    expect(role().Path).toBe('/shop-preview/');
  });

  test('T20 has no managed policy and reads no bundle but those of its own target', () => {
    expect(role()).not.toHaveProperty('ManagedPolicyArns');
    expect(statements().OwnBundles?.Action).toEqual(['s3:GetObject']);
    expect(textsIn(statements().OwnBundles?.Resource).join('')).toMatch(
      /:s3:::shop-application-staging-bundlesbucket-1a2b3c4d5e6f\/feature-login-[0-9a-f]{8}\/bundles\/\*$/,
    );
    expect(textsIn(statements()).filter((text) => text.includes('elasticbeanstalk-'))).toEqual([]);
  });

  test('reads its own secret and the named ones, nothing else', () => {
    const reading = Object.values(statements()).filter(({ Action }) =>
      Action.includes('secretsmanager:GetSecretValue'),
    );
    expect(reading.flatMap(({ Resource }) => Resource)).toEqual([
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/stripe-AbCdEf',
      { Ref: template.databaseSecrets().user },
      { Ref: template.databaseSecrets().url },
    ]);
  });

  test('is given * only where an action knows no resource', () => {
    const wide = Object.entries(statements()).filter(([, { Resource }]) => Resource.includes('*'));
    expect(wide.map(([sid]) => sid)).toEqual(['FindLogGroups', 'RunCommand']);
  });

  test('decrypts with the keys that settings name, through the services that hold secrets only', async () => {
    const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const own = await environmentTemplate(environmentInput(preview, { services: { web: { secretKeys: [key] } } }));
    expect(own.statements(own.id('AWS::IAM::Role')).SecretKeys).toMatchObject({
      Action: ['kms:Decrypt'],
      Resource: [key],
      Condition: { StringEquals: { 'kms:ViaService': expect.arrayContaining(['ssm.eu-central-1.amazonaws.com']) } },
    });
  });

  test('reads a named parameter', async () => {
    const parameter = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/key';
    const one = await environmentTemplate(
      environmentInput(preview, { services: { web: { secrets: { KEY: parameter } } } }),
    );
    expect(one.statements(one.id('AWS::IAM::Role')).NamedParameters).toMatchObject({ Resource: [parameter] });
  });
});

describe('the security groups', () => {
  test('T27 are our own: Beanstalk adds none, and the database names the group of the instances', () => {
    const group = referencesIn(template.options()['aws:autoscaling:launchconfiguration']?.SecurityGroups)[0];
    expect(template.ids('AWS::EC2::SecurityGroup')).toContain(group);
    expect(template.options()['aws:autoscaling:launchconfiguration']?.DisableDefaultEC2SecurityGroup).toBe('true');
    expect(template.one('AWS::EC2::SecurityGroupIngress').Properties).toMatchObject({
      SourceSecurityGroupId: { 'Fn::GetAtt': [group, 'GroupId'] },
      FromPort: 15432,
      ToPort: 15432,
    });
  });

  test('let the app start only after the way to the database is open', () => {
    expect(template.one(environmentType).DependsOn).toContain(template.id('AWS::EC2::SecurityGroupIngress'));
  });

  test('let in only the balancer', () => {
    const ingress = template
      .all('AWS::EC2::SecurityGroup')
      .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []);
    expect(ingress).toEqual([
      expect.objectContaining({ FromPort: 80, ToPort: 80, SourceSecurityGroupId: 'sg-0123456789abcdef0' }),
    ]);
  });
});
