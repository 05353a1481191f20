import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { version } from '@aws-cdk/aws-service-spec/package.json';
import { recordedBySpecification } from '../../../lib/local/cloudformation/recorded-by-specification';
import { resourceTypes } from '../../../lib/local/services';
import { checkProperties } from '../../../lib/local/specification/check-properties';
import { loadEveryType } from '../../../lib/local/specification/every-type';
import { replacementBy } from '../../../lib/local/specification/replacement';
import specification from '../../../lib/local/specification/specification.json';
import { cutOtherTypes, cutSpecification } from '../../../scripts/cut-specification';

describe('the cut specification', () => {
  test('is what the script cuts from the installed package, and so are the types that are recorded alone', () => {
    const database = loadAwsServiceSpecSync();
    expect(JSON.parse(JSON.stringify(cutSpecification(database)))).toEqual(specification);
    const { from, types } = loadEveryType();
    expect(from).toBe(`@aws-cdk/aws-service-spec ${version}`);
    // As text: a thousand types compared by Jest take seconds.
    expect(JSON.stringify(Object.fromEntries(types)) === JSON.stringify(cutOtherTypes(database))).toBe(true);
  }, 30_000);

  test('of every type that is recorded alone something can be made, under a name or not', async () => {
    const every = loadEveryType();
    expect(every.types.size).toBeGreaterThan(1700);
    const context = { stackName: 'all', logicalId: 'It', region: 'eu-central-1', accountId: '123456789012' } as never;
    for (const [type, { attributes, kinds = {} }] of every.types) {
      const state = await recordedBySpecification(type, every)?.create(context, {});
      expect(state?.physicalId).toMatch(/^[^|]/);
      expect(Object.keys(state?.attributes ?? {})).toEqual(attributes.filter((name) => kinds[name] !== 'object'));
    }
  });

  test('has every type of the endpoint that AWS specifies, and no other', () => {
    const types = [...resourceTypes.keys()].filter(
      (type) => type !== 'AWS::CDK::Metadata' && type !== 'AWS::CloudFormation::CustomResource',
    );
    expect(Object.keys(specification)).toEqual(types.sort());
  });

  test('has the property that each type names as its name', () => {
    const named = [...resourceTypes.values()].filter(({ nameProperty }) => nameProperty !== undefined);
    expect(named).toHaveLength(25);
    for (const { type, nameProperty } of named) {
      expect(specification).toHaveProperty([type, 'properties', nameProperty ?? '']);
    }
  });

  test('knows what replaces a resource', () => {
    expect(replacementBy('AWS::ElasticBeanstalk::Environment', 'SolutionStackName')).toBe('Always');
    expect(replacementBy('AWS::ElasticBeanstalk::Environment', 'PlatformArn')).toBe('Never');
    expect(replacementBy('AWS::ElasticBeanstalk::ApplicationVersion', 'SourceBundle')).toBe('Always');
    expect(replacementBy('AWS::RDS::DBInstance', 'MultiAZ')).toBe('Conditionally');
    expect(replacementBy('AWS::CDK::Metadata', 'Analytics')).toBe('Never');
  });

  test('replaces a database whose snapshot is changed or dropped (trap T26)', () => {
    expect(replacementBy('AWS::RDS::DBInstance', 'DBSnapshotIdentifier')).toBe('Always');
  });
});

describe('checking properties', () => {
  const check = (type: string, properties: object) => checkProperties('It', type, { ...properties });

  test('makes scalars what the specification says', () => {
    expect(
      check('AWS::RDS::DBInstance', {
        AllocatedStorage: 20,
        MultiAZ: 'false',
        MonitoringInterval: '0',
        Port: 5432,
        BackupRetentionPeriod: '1',
      }),
    ).toEqual({
      AllocatedStorage: '20',
      MultiAZ: false,
      MonitoringInterval: 0,
      Port: '5432',
      BackupRetentionPeriod: 1,
    });
  });

  test('goes into nested types, lists and maps', () => {
    const environment = {
      ApplicationName: 'shop',
      OptionSettings: [{ Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: 1 }],
      Tags: [{ Key: 'a', Value: 1 }],
    };
    expect(check('AWS::ElasticBeanstalk::Environment', environment)).toEqual({
      ...environment,
      OptionSettings: [{ Namespace: 'aws:autoscaling:asg', OptionName: 'MinSize', Value: '1' }],
      Tags: [{ Key: 'a', Value: '1' }],
    });
  });

  test('leaves JSON documents as they are, and types without a specification', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Condition: { Bool: { 'aws:x': true } } }],
    };
    expect(check('AWS::IAM::Role', { AssumeRolePolicyDocument: document })).toEqual({
      AssumeRolePolicyDocument: document,
    });
    expect(check('AWS::CDK::Metadata', { Analytics: 'v2:…' })).toEqual({ Analytics: 'v2:…' });
  });

  test.each([
    ['AWS::S3::Bucket', { Colour: 'red' }, 'Encountered unsupported property Colour'],
    ['AWS::S3::Bucket', { VersioningConfiguration: { State: 'On' } }, 'Encountered unsupported property State'],
    ['AWS::S3::Bucket', { VersioningConfiguration: {} }, 'Property Status cannot be empty.'],
    [
      'AWS::S3::Bucket',
      { VersioningConfiguration: { Status: 'On' } },
      'Properties validation failed for resource It with message: #/VersioningConfiguration/Status: On is not a valid enum value',
    ],
    [
      'AWS::S3::Bucket',
      { VersioningConfiguration: 'Enabled' },
      'Value of property VersioningConfiguration must be an object',
    ],
    ['AWS::ElasticBeanstalk::Environment', {}, 'Property ApplicationName cannot be empty.'],
    [
      'AWS::ElasticBeanstalk::Environment',
      { ApplicationName: ['a'] },
      'Value of property ApplicationName must be of type String',
    ],
    [
      'AWS::RDS::DBInstance',
      { VPCSecurityGroups: 'sg-1' },
      'Value of property VPCSecurityGroups must be of type List of String',
    ],
    [
      'AWS::SQS::Queue',
      { DelaySeconds: 'soon' },
      'Properties validation failed for resource It with message: #/DelaySeconds: expected type: Integer, found: String',
    ],
    ['AWS::S3::Bucket', { Tags: [{ Key: 'a' }] }, 'Property Value cannot be empty.'],
  ])('refuses %s with %j', (type, properties, message) => {
    expect(() => check(type, properties)).toThrow(expect.objectContaining({ name: 'AwsError', message }));
  });
});
