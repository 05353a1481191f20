import { Fn } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Database, FileStore, HostName, Service, type ServiceProps, SharedBalancer } from '../../../lib/index';
import { boundaryArn, newStack, options, parts, secretArn, serviceRoleArn, synthesized, thrown } from './stack';

const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012';
const everyone = ['0.0.0.0/0'];
const http = { kind: 'load-balancer', scheme: 'http', cidrs: everyone } as const;

/** A VPC that is there. */
function imported(scope: Construct, id = 'Vpc') {
  return Vpc.fromVpcAttributes(scope, id, {
    vpcId: 'vpc-0a1b2c3d4e5f60718',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    publicSubnetIds: ['subnet-public1', 'subnet-public2'],
    privateSubnetIds: ['subnet-private1', 'subnet-private2'],
  });
}

const publicOnly = (scope: Construct, availabilityZones: string[]) =>
  Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones,
    publicSubnetIds: availabilityZones.map((zone) => `subnet-${zone}`),
  });

describe('a VPC of the CDK', () => {
  test('gives a service its private subnets, and its balancer the public ones', () => {
    const template = synthesized((stack) => new Service(stack, 'Web', { ...parts, vpc: imported(stack), route: http }));
    expect(options(template)).toMatchObject({
      'aws:ec2:vpc VPCId': 'vpc-0a1b2c3d4e5f60718',
      'aws:ec2:vpc Subnets': 'subnet-private1,subnet-private2',
      'aws:ec2:vpc ELBSubnets': 'subnet-public1,subnet-public2',
      'aws:ec2:vpc AssociatePublicIpAddress': 'false',
    });
  });

  test('gives the subnets that are asked for; instances in public ones have public addresses', () => {
    const template = synthesized((stack) => {
      const vpcSubnets = { subnetType: SubnetType.PUBLIC };
      new Service(stack, 'Web', { ...parts, vpc: imported(stack), vpcSubnets, route: http });
    });
    expect(options(template)).toMatchObject({
      'aws:ec2:vpc Subnets': 'subnet-public1,subnet-public2',
      'aws:ec2:vpc AssociatePublicIpAddress': 'true',
    });
  });

  test('of the same stack has its way to the Internet before the environment and the balancer are made', () => {
    const template = synthesized((stack) => {
      const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
      new Service(stack, 'Web', { ...parts, vpc, route: http });
      new SharedBalancer(stack, 'Shared', { vpc, cidrs: everyone, schemes: ['http'], certificateArns: [] });
      new Database(stack, 'Database', { vpc });
    });
    const route = Match.arrayWith([Match.stringLikeRegexp('PublicSubnet1DefaultRoute')]);
    template.hasResource('AWS::ElasticLoadBalancingV2::LoadBalancer', { DependsOn: route });
    template.hasResource('AWS::ElasticBeanstalk::Environment', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('PrivateSubnet1DefaultRoute')]),
    });
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: [0, 1].map(() => ({ Ref: Match.stringLikeRegexp('PrivateSubnet') })),
    });
  });

  test('gives an internal service a balancer where its instances stand, and needs no public subnet for it', () => {
    const template = synthesized((stack) => {
      const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['a', 'b'],
        isolatedSubnetIds: ['subnet-1', 'subnet-2'],
      });
      new Service(stack, 'Api', { ...parts, vpc, route: { kind: 'internal' } });
    });
    expect(options(template)['aws:ec2:vpc ELBSubnets']).toBe('subnet-1,subnet-2');
  });

  test('without the subnets that are asked for is refused, with those that it has', () => {
    const stack = newStack();
    const vpc = publicOnly(stack, ['a', 'b']);
    const isolated = { vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } };
    for (const build of [
      () => new Service(stack, 'Web', { ...parts, vpc, ...isolated, route: http }),
      () => new Database(stack, 'Database', { vpc, ...isolated }),
      () =>
        new SharedBalancer(stack, 'Shared', { vpc, ...isolated, cidrs: [], schemes: ['http'], certificateArns: [] }),
    ]) {
      expect(thrown(build)).toMatch(/^subnets-missing: .*2 public, 0 private, 0 isolated/);
    }
    const left = { vpcSubnets: { subnetFilters: [], availabilityZones: ['z'] } };
    expect(thrown(() => new Database(stack, 'Left', { vpc, ...left }))).toMatch(/^subnets-missing: .*Shop\/Vpc/);
  });

  test('with subnets in one zone is refused for what AWS puts into two', () => {
    const stack = newStack();
    const vpc = publicOnly(stack, ['a', 'a']);
    expect(thrown(() => new Database(stack, 'Database', { vpc }))).toMatch(/^subnets-missing: .* in one/);
    const one = { subnets: vpc.publicSubnets.slice(0, 1) };
    expect(thrown(() => new Database(stack, 'One', { vpc, vpcSubnets: one }))).toMatch(/^subnets-missing: .* has 1/);
  });

  test('whose look-up has no answer yet is taken as it is', () => {
    const stack = newStack();
    const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    expect(thrown(() => new Database(stack, 'Database', { vpc }))).toBe('nothing');
  });
});

test('lists of subnets that only CloudFormation knows are joined there', () => {
  const template = synthesized((stack) => {
    const subnets = Fn.split(',', Fn.importValue('Subnets'));
    const network = { vpcId: 'vpc-1', instanceSubnetIds: subnets, publicSubnetIds: subnets, publicAddresses: true };
    new Service(stack, 'Web', { ...parts, ...network, route: http });
    new Database(stack, 'Database', { vpcId: 'vpc-1', subnetIds: subnets });
  });
  const split = { 'Fn::Split': [',', { 'Fn::ImportValue': 'Subnets' }] };
  expect(options(template)['aws:ec2:vpc Subnets']).toEqual({ 'Fn::Join': [',', split] });
  template.hasResourceProperties('AWS::RDS::DBSubnetGroup', { SubnetIds: split });
});

describe('what the CDK has in place of ids', () => {
  test('is taken for the role, the boundary, the bucket with its key, the zone, the certificate and the logs', () => {
    const template = synthesized((stack) => {
      const { serviceRoleArn: _, permissionsBoundaryArn: __, ...rest } = parts;
      const key = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1');
      const service = new Service(stack, 'Web', {
        ...rest,
        vpc: imported(stack),
        serviceRole: Role.fromRoleArn(stack, 'Beanstalk', serviceRoleArn),
        permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', boundaryArn),
        bundleBucket: Bucket.fromBucketAttributes(stack, 'Bundles', { bucketName: 'acme-bundles', encryptionKey: key }),
        route: {
          kind: 'load-balancer',
          scheme: 'https',
          cidrs: everyone,
          certificate: Certificate.fromCertificateArn(stack, 'Certificate', certificateArn),
        },
      });
      const hostedZone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
        hostedZoneId: 'Z1',
        zoneName: 'acme.com',
      });
      new HostName(stack, 'Name', { host: 'shop.acme.com', hostedZone, service });
      const bucket = Bucket.fromBucketName(stack, 'Logs', 'acme-logs');
      new FileStore(stack, 'Files', { accessLogs: { bucket, prefix: 'shop/' } });
    });
    expect(options(template)).toMatchObject({
      'aws:elasticbeanstalk:environment ServiceRole': serviceRoleArn,
      'aws:elbv2:listener:443 SSLCertificateArns': certificateArn,
    });
    template.hasResourceProperties('AWS::IAM::Role', { PermissionsBoundary: boundaryArn });
    template.hasResourceProperties('AWS::ElasticBeanstalk::ApplicationVersion', {
      SourceBundle: { S3Bucket: 'acme-bundles' },
    });
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('"Action":"kms:Decrypt"');
    template.hasResourceProperties('AWS::Route53::RecordSet', { HostedZoneId: 'Z1' });
    template.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: 'acme-logs' },
    });
  });

  test('is taken for secrets: whole or by a key, with the right to read each', () => {
    const template = synthesized((stack) => {
      const web = new Service(stack, 'Web', { ...parts, vpc: imported(stack), route: http });
      const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1');
      const secret = Secret.fromSecretAttributes(stack, 'Secret', { secretCompleteArn: secretArn, encryptionKey });
      web.addSecrets({ WHOLE: secret, PART: { secret: new Secret(stack, 'Own'), key: 'token' } });
    });
    const secrets = 'aws:elasticbeanstalk:application:environmentsecrets';
    expect(options(template)[`${secrets} WHOLE`]).toBe(secretArn);
    expect(JSON.stringify(options(template)[`${secrets} PART`])).toContain(':token');
    const [role] = Object.values(template.findResources('AWS::IAM::Role'));
    const statements: { Sid?: string; Action: unknown }[] = role?.Properties.Policies[0].PolicyDocument.Statement;
    expect(statements.flatMap(({ Sid }) => Sid ?? []).filter((sid) => sid.startsWith('Given'))).toEqual([
      'GivenSecrets',
      'GivenSecrets2',
    ]);
    expect(statements.map(({ Action }) => Action)).toContain('kms:Decrypt');
  });

  test('is taken for the user of a snapshot', () => {
    const template = synthesized((stack) => {
      const snapshotCredentials = Secret.fromSecretCompleteArn(stack, 'Secret', secretArn);
      const settings = { snapshot: { id: 'shop-1' } };
      const database = new Database(stack, 'Database', { vpc: imported(stack), settings, snapshotCredentials });
      database.connect(new Service(stack, 'Web', { ...parts, vpc: imported(stack, 'Other'), route: http }));
    });
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    expect(JSON.stringify(template.toJSON())).toContain(`${secretArn}:password`);
  });

  test('is refused where a secret has no full ARN, which Beanstalk wants', () => {
    const stack = newStack();
    const web = new Service(stack, 'Web', { ...parts, vpc: imported(stack), route: http });
    const secret = Secret.fromSecretNameV2(stack, 'Secret', 'shop/stripe');
    expect(thrown(() => web.addSecrets({ KEY: secret }))).toMatch(/^secret-arn-invalid: Shop\/Secret/);
  });
});

describe('of two ways to say a thing', () => {
  const untyped = (props: object) => props as never;
  const ids = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
  const network = { vpcId: 'vpc-1', instanceSubnetIds: [], publicSubnetIds: [], publicAddresses: true };
  const service: ServiceProps = { ...parts, ...network, route: http };

  const cases: Readonly<Record<string, (stack: Construct, both: boolean) => unknown>> = {
    'a database of vpc and vpcId': (stack, both) =>
      new Database(stack, 'D', untyped(both ? { ...ids, vpc: imported(stack) } : {})),
    'a service of vpc and vpcId': (stack, both) =>
      new Service(stack, 'S', untyped(both ? { ...service, vpc: imported(stack) } : { ...service, vpcId: undefined })),
    'a service of serviceRole and serviceRoleArn': (stack, both) =>
      new Service(stack, 'S', untyped({ ...service, ...(both ? { serviceRole: {} } : { serviceRoleArn: undefined }) })),
    'a balancer of certificates and certificateArns': (stack, both) =>
      new SharedBalancer(
        stack,
        'B',
        untyped({ ...ids, cidrs: [], schemes: ['http'], ...(both && { certificates: [], certificateArns: [] }) }),
      ),
    'a host name of hostedZone and hostedZoneId': (stack, both) =>
      new HostName(stack, 'H', untyped({ host: 'a.dev', ...(both && { hostedZone: {}, hostedZoneId: 'Z1' }) })),
    'access logs of bucket and bucketName': (stack, both) =>
      new FileStore(stack, 'F', {
        accessLogs: untyped({ prefix: 'a/', ...(both && { bucket: {}, bucketName: 'a' }) }),
      }),
  };

  test.each(Object.entries(cases))('%s takes one: both are refused, and neither', (name, build) => {
    const [, first, second] = / of (\w+) and (\w+)$/.exec(name) ?? [];
    expect(thrown(() => build(newStack(), true))).toMatch(
      new RegExp(`^properties-contradict: .* has both ${first} and ${second} `),
    );
    expect(thrown(() => build(newStack(), false))).toMatch(
      new RegExp(`^property-missing: .* has neither ${first} nor ${second} `),
    );
  });

  test('the types say so, too', () => {
    const stack = newStack();
    // @ts-expect-error neither a VPC nor an id
    const neither = () => new Database(stack, 'Neither', {});
    // @ts-expect-error both
    const both = () => new Database(stack, 'Both', { ...ids, vpc: imported(stack) });
    expect([thrown(neither), thrown(both)].map((text) => text.split(':')[0])).toEqual([
      'property-missing',
      'properties-contradict',
    ]);
  });
});

test('a balancer for https without a certificate is refused', () => {
  const build = () =>
    new SharedBalancer(newStack(), 'B', {
      ...{ vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'], cidrs: [], schemes: ['https'], certificateArns: [] },
    });
  expect(thrown(build)).toMatch(/^certificate-missing: the balancer B /);
});
