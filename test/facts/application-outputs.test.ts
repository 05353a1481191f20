import { applicationOutputs, readApplicationFacts, rightsVersion } from '../../lib/facts/application-outputs';
import { serviceOutputs } from '../../lib/facts/environment-outputs';

const outputs = {
  Account: '111122223333',
  Region: 'eu-central-1',
  RightsVersion: String(rightsVersion),
  ApplicationName: 'shop-staging',
  BundleBucket: 'bundles',
  PermissionsBoundaryArn: 'arn:boundary',
  BeanstalkServiceRoleArn: 'arn:beanstalk',
  CloudFormationRoleArn: 'arn:cloudformation',
  PreviewCloudFormationRoleArn: 'arn:preview-cloudformation',
  PreviewPermissionsBoundaryArn: 'arn:preview-boundary',
  PreviewReach: '0a1b2c3d,4e5f6071',
  VpcId: 'vpc-1',
  PublicSubnetIds: 'subnet-1,subnet-2',
  PrivateSubnetIds: 'subnet-3',
  HostedZoneId: 'Z1',
  CertificateArn: 'arn:certificate',
  BalancerArn: 'arn:balancer',
  BalancerDnsName: 'balancer.elb.amazonaws.com',
  BalancerHostedZoneId: 'Z2',
  BalancerSecurityGroupId: 'sg-1',
};

describe('the facts of an application stack', () => {
  test('are read from its outputs', () => {
    expect(readApplicationFacts(outputs, 'staging')).toEqual({
      stage: 'staging',
      account: '111122223333',
      region: 'eu-central-1',
      applicationName: 'shop-staging',
      bundleBucket: 'bundles',
      permissionsBoundaryArn: 'arn:boundary',
      beanstalkServiceRoleArn: 'arn:beanstalk',
      cloudFormationRoleArn: 'arn:cloudformation',
      previews: {
        cloudFormationRoleArn: 'arn:preview-cloudformation',
        permissionsBoundaryArn: 'arn:preview-boundary',
        reach: ['0a1b2c3d', '4e5f6071'],
      },
      network: { vpcId: 'vpc-1', publicSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetIds: ['subnet-3'] },
      hostedZoneId: 'Z1',
      certificateArn: 'arn:certificate',
      balancer: {
        arn: 'arn:balancer',
        dnsName: 'balancer.elb.amazonaws.com',
        hostedZoneId: 'Z2',
        securityGroupId: 'sg-1',
      },
    });
  });

  test('lack what the stack did not need to make', () => {
    const optional = /^(Balancer|HostedZone|Certificate|PrivateSubnet|Preview)/;
    const few = Object.fromEntries(Object.entries(outputs).filter(([name]) => !optional.test(name)));
    const facts = readApplicationFacts(few, 'production');
    expect(Object.keys(facts)).not.toEqual(expect.arrayContaining(['balancer']));
    expect(facts).not.toHaveProperty('previews');
    expect(facts).not.toHaveProperty('hostedZoneId');
    expect(facts).not.toHaveProperty('certificateArn');
    expect(facts.network.privateSubnetIds).toEqual([]);
  });

  test.each(['BundleBucket', 'CloudFormationRoleArn', 'BalancerDnsName', 'PreviewReach'])(
    'are refused without %s',
    (name) => {
      expect(() => readApplicationFacts({ ...outputs, [name]: '' }, 'staging')).toThrow(
        expect.objectContaining({ code: 'application-outputs-missing', message: expect.stringContaining(name) }),
      );
    },
  );

  test.each([undefined, '0', 'x'])('of an older release have outdated rights: %p', (RightsVersion) => {
    const { RightsVersion: _, ...others } = outputs;
    const older = { ...others, ...(RightsVersion !== undefined && { RightsVersion }) };
    expect(readApplicationFacts(older, 'staging').rightsOutdated).toBe(true);
    const newer = { ...others, RightsVersion: String(rightsVersion + 1) };
    expect(readApplicationFacts(newer, 'staging')).not.toHaveProperty('rightsOutdated');
  });

  test('say where access is logged, when it is', () => {
    expect(readApplicationFacts(outputs, 'staging').accessLogBucket).toBeUndefined();
    expect(readApplicationFacts({ ...outputs, AccessLogBucket: 'logs' }, 'production').accessLogBucket).toBe('logs');
  });

  test('say what rights settings gave, when they gave some', () => {
    const facts = readApplicationFacts({ ...outputs, Rights: 'abcd', PreviewRights: 'efgh' }, 'staging');
    expect([facts.rights, facts.previews?.rights]).toEqual(['abcd', 'efgh']);
    expect(readApplicationFacts(outputs, 'staging')).not.toHaveProperty('rights');
    expect(readApplicationFacts(outputs, 'staging').previews).not.toHaveProperty('rights');
  });

  test('have one output name each', () => {
    const names = Object.values(applicationOutputs);
    expect(new Set(names).size).toBe(names.length);
    // The roles of CI are for people, who write them into the CI's settings, and their repository is for the next deploy-application.
    const ofCi = ['DeployRoleArn', 'PreviewRoleArn', 'CleanupRoleArn', 'CiRepository'];
    const ofPeople = ['ControlRoleArn', 'ViewerPolicyArn', 'DeveloperPolicyArn'];
    // Production's, in general; staging has none.
    const ofProduction = ['AccessLogBucket'];
    // Where settings give some.
    const ofSettings = ['Rights', 'PreviewRights', 'Alarms'];
    expect([...Object.keys(outputs), ...ofCi, ...ofPeople, ...ofProduction, ...ofSettings].sort()).toEqual(
      [...names].sort(),
    );
  });
});

test('the outputs of the main service have plain names, those of another one bear its name', () => {
  expect(serviceOutputs('web')).toEqual({
    url: 'Url',
    queueUrl: 'QueueUrl',
    version: 'Version',
    environmentName: 'EnvironmentName',
  });
  expect(serviceOutputs('api')).toEqual({
    url: 'UrlApi',
    queueUrl: 'QueueUrlApi',
    version: 'VersionApi',
    environmentName: 'EnvironmentNameApi',
  });
});
