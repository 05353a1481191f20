import type { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnApplication } from 'aws-cdk-lib/aws-elasticbeanstalk';
import { ApplicationListener, ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ApplicationStack, Database, HostName, Service, SharedBalancer } from '../../../lib/index';
import { applicationInput, staging } from '../inputs';
import { newStack, options, parts, secretArn, synthesized, thrown } from './stack';

const network = {
  vpcId: 'vpc-1',
  instanceSubnetIds: ['subnet-1', 'subnet-2'],
  publicSubnetIds: ['subnet-1', 'subnet-2'],
  publicAddresses: true,
};
const http = { kind: 'load-balancer', scheme: 'http', cidrs: ['0.0.0.0/0'] } as const;
const web = (stack: Stack, id = 'Web') => new Service(stack, id, { ...parts, ...network, route: http });
const balancerArn = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/acme/0123456789abcdef';
const securityGroupId = 'sg-0123456789abcdef0';

describe('a database that is there', () => {
  const known = { identifier: 'acme-db', endpointAddress: 'db.acme.internal', securityGroupId, secretArn };

  test('is given to a service: the way in, the credentials, the properties and a URL', () => {
    const template = synthesized((stack) => {
      const settings = { name: 'acme', username: 'acme' };
      Database.fromDatabaseAttributes(stack, 'Database', { ...known, port: 5432, settings }).connect(web(stack));
    });
    template.resourceCountIs('AWS::RDS::DBInstance', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      ...{ GroupId: securityGroupId, FromPort: 5432, ToPort: 5432 },
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebSecurityGroup'), 'GroupId'] },
    });
    const plain = 'aws:elasticbeanstalk:application:environment';
    expect(options(template)).toMatchObject({
      [`${plain} RDS_HOSTNAME`]: 'db.acme.internal',
      [`${plain} RDS_PORT`]: '5432',
      [`${plain} RDS_DB_NAME`]: 'acme',
      [`${plain}secrets RDS_PASSWORD`]: `${secretArn}:password`,
    });
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      SecretString: `postgresql://acme:{{resolve:secretsmanager:${secretArn}:SecretString:password}}@db.acme.internal:5432/acme?sslmode=require`,
    });
  });

  test('has no URL where its user is not named, and the port of our own where none is said', () => {
    const template = synthesized((stack) => {
      Database.fromDatabaseAttributes(stack, 'D', { ...known, settings: { engine: 'mysql' } }).connect(web(stack));
    });
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    expect(options(template)['aws:elasticbeanstalk:application:environment RDS_PORT']).toBe('13306');
  });

  test('has what the CDK asks of one: connections, grants with the key of its secret, and its facts', () => {
    const template = synthesized((stack) => {
      const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1');
      const database = Database.fromDatabaseAttributes(stack, 'Database', {
        ...{ identifier: 'acme-db', endpointAddress: 'db.acme.internal', port: 5432 },
        securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', securityGroupId),
        secret: Secret.fromSecretAttributes(stack, 'Secret', { secretCompleteArn: secretArn, encryptionKey }),
      });
      const role = Role.fromRoleArn(stack, 'Report', 'arn:aws:iam::111122223333:role/report');
      database.grantCredentials(role);
      database.connections.allowDefaultPortFrom(web(stack));
      expect(database).toMatchObject({ identifier: 'acme-db', endpointPort: '5432', securityGroupId, secretArn });
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: securityGroupId, FromPort: 5432 });
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    const statements = policy?.Properties.PolicyDocument.Statement as { Action: string; Resource: string }[];
    expect(statements.map(({ Action }) => Action)).toEqual(['secretsmanager:GetSecretValue', 'kms:Decrypt']);
  });

  test('stands beside one of this app: a service reaches both, and each rule and grant has its own name', () => {
    const template = synthesized((stack) => {
      const service = web(stack);
      for (const database of [
        new Database(stack, 'Database', { vpcId: 'vpc-1', subnetIds: network.publicSubnetIds }),
        Database.fromDatabaseAttributes(stack, 'Other', known),
      ]) {
        database.allowFrom(service);
        database.allowFrom(service);
        database.grantCredentials(service);
      }
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
    const [role] = Object.values(template.findResources('AWS::IAM::Role'));
    const sids = role?.Properties.Policies[0].PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(sids).toEqual([...new Set(sids)]);
    expect(sids).toContain('DatabaseCredentials2');
  });

  test('is refused with half an ARN of its secret', () => {
    const half = { ...known, secretArn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db' };
    expect(thrown(() => Database.fromDatabaseAttributes(newStack(), 'D', half))).toMatch(/^secret-arn-invalid: /);
  });
});

describe('a service that is there', () => {
  const roleArn = 'arn:aws:iam::111122223333:role/acme-api';
  const known = { name: 'api', environmentName: 'acme-api', securityGroupId, roleArn };

  test('is linked to: by its URL, by the group of its balancer inside the VPC, or by its queue', () => {
    const template = synthesized((stack) => {
      const queue = Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-central-1:111122223333:acme-jobs');
      const { url: _, ...worker } = { ...known, name: 'jobs', queue, url: undefined };
      const service = web(stack);
      const internal = { ...known, url: 'http://api.internal', internalGroupId: 'sg-balancer' };
      service.link(Service.fromServiceAttributes(stack, 'Api', internal));
      service.link(Service.fromServiceAttributes(stack, 'Pages', { ...known, name: 'pages', url: 'https://acme.dev' }));
      service.link(Service.fromServiceAttributes(stack, 'Jobs', worker));
    });
    const plain = 'aws:elasticbeanstalk:application:environment';
    expect(options(template)).toMatchObject({
      [`${plain} API_URL`]: 'http://api.internal',
      [`${plain} PAGES_URL`]: 'https://acme.dev',
      [`${plain} JOBS_QUEUE_URL`]: expect.anything(),
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-balancer', FromPort: 80 });
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('"Sid":"SendTojobs"');
  });

  test('is granted rights by its role, and let in by its group', () => {
    const template = synthesized((stack) => {
      const api = Service.fromServiceAttributes(stack, 'Api', { ...known, url: 'https://acme.dev' });
      new Topic(stack, 'Orders').grantPublish(api);
      const database = new Database(stack, 'Database', { vpcId: 'vpc-1', subnetIds: network.publicSubnetIds });
      database.grantCredentials(api);
      database.connections.allowDefaultPortFrom(api);
    });
    template.hasResourceProperties('AWS::IAM::Policy', { Roles: ['acme-api'] });
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('secretsmanager:GetSecretValue');
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { SourceSecurityGroupId: securityGroupId });
  });

  test('has a URL or a queue, and is refused with neither', () => {
    const build = () => Service.fromServiceAttributes(newStack(), 'Api', known);
    expect(thrown(build)).toMatch(/^property-missing: the service Api has neither url nor queue/);
  });
});

test('what is there has metrics, by which an alarm watches it', () => {
  const template = synthesized((stack) => {
    const known = { identifier: 'acme-db', endpointAddress: 'db.acme.internal', securityGroupId, secretArn };
    const database = Database.fromDatabaseAttributes(stack, 'Database', known);
    database.metricCPUUtilization().createAlarm(stack, 'Busy', { threshold: 90, evaluationPeriods: 3 });
    const roleArn = 'arn:aws:iam::111122223333:role/acme-api';
    const api = { name: 'api', environmentName: 'acme-api', securityGroupId, roleArn, url: 'https://acme.dev' };
    const service = Service.fromServiceAttributes(stack, 'Api', api);
    service.metricHealth().createAlarm(stack, 'Ill', { threshold: 20, evaluationPeriods: 1 });
  });
  const dimensions = (Name: string, Value: string) => ({
    Metrics: [
      Match.objectLike({
        MetricStat: Match.objectLike({ Metric: Match.objectLike({ Dimensions: [{ Name, Value }] }) }),
      }),
    ],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', dimensions('DBInstanceIdentifier', 'acme-db'));
  template.hasResourceProperties('AWS::CloudWatch::Alarm', dimensions('EnvironmentName', 'acme-api'));
});

describe('a balancer that is there', () => {
  const route = { kind: 'shared-load-balancer', scheme: 'http', host: 'shop.acme.dev' } as const;
  const share = (stack: Stack, balancer: ApplicationLoadBalancer | SharedBalancer) =>
    new Service(stack, 'Web', { ...parts, ...network, route: { ...route, balancer } });

  test('of the CDK is shared: its listener is made first, and its group lets it reach the instances', () => {
    const template = synthesized((stack) => {
      const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
      const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing: true });
      balancer.addListener('Http', {
        port: 80,
        defaultAction: { bind() {}, renderActions: () => [], renderRuleActions: () => [] } as never,
      });
      new HostName(stack, 'Name', { host: 'shop.acme.dev', hostedZoneId: 'Z1', service: share(stack, balancer) });
    });
    const group = { 'Fn::GetAtt': [Match.stringLikeRegexp('^BalancerSecurityGroup'), 'GroupId'] };
    template.hasResource('AWS::ElasticBeanstalk::Environment', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^BalancerHttp'), Match.stringLikeRegexp('^WebFromBalancer')]),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { GroupId: group, FromPort: 80 });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ SourceSecurityGroupId: group })],
    });
    template.hasResourceProperties('AWS::Route53::RecordSet', { Type: 'A', AliasTarget: Match.anyValue() });
  });

  test('of ours is shared after its listeners', () => {
    const template = synthesized((stack) => {
      const subnets = { vpcId: 'vpc-1', subnetIds: network.publicSubnetIds };
      share(
        stack,
        new SharedBalancer(stack, 'Shared', { ...subnets, cidrs: [], schemes: ['http'], certificateArns: [] }),
      );
    });
    template.hasResource('AWS::ElasticBeanstalk::Environment', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^SharedHttp')]),
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
  });

  test('is imported by its ARN; one without a group is refused', () => {
    const template = synthesized((stack) => {
      const attributes = { loadBalancerArn: balancerArn, securityGroupId };
      const balancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', attributes);
      share(stack, balancer as ApplicationLoadBalancer);
    });
    expect(options(template)).toMatchObject({
      'aws:elbv2:loadbalancer SharedLoadBalancer': balancerArn,
      'aws:elbv2:loadbalancer SecurityGroups': securityGroupId,
    });
    const stack = newStack();
    const bare = { node: stack.node, loadBalancerArn: balancerArn, connections: { securityGroups: [] } } as never;
    expect(thrown(() => share(stack, bare))).toMatch(/^balancer-missing: .* no security group/);
  });
});

describe('an application stack', () => {
  const templateOf = (existing: (scope: Stack) => object, account: (scope: Stack) => object = () => ({})) => {
    const scope = newStack();
    const input = applicationInput(staging);
    const props = { ...input, account: { ...input.account, ...account(scope) }, existing: existing(scope) };
    const stack = new ApplicationStack(scope.node.root as App, 'Application', props);
    return { stack, template: Template.fromStack(stack) };
  };

  test('uses a Beanstalk application that is there, and confines its roles to that', () => {
    const { template } = templateOf(() => ({ applicationName: 'acme' }));
    template.resourceCountIs('AWS::ElasticBeanstalk::Application', 0);
    template.hasOutput('ApplicationName', { Value: 'acme' });
    const policies = JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'));
    expect(policies).toContain('applicationversion/acme/*');
    expect(policies).not.toContain('applicationversion/shop-staging/*');
  });

  test('uses a balancer that is there: no other is made, and its certificate goes to the listener', () => {
    const { stack, template } = templateOf((scope) => ({
      balancer: ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(scope, 'Balancer', {
        ...{ loadBalancerArn: balancerArn, securityGroupId, securityGroupAllowsAllOutbound: false },
        ...{ loadBalancerDnsName: 'acme.elb.amazonaws.com', loadBalancerCanonicalHostedZoneId: 'Z2' },
      }),
      httpsListener: ApplicationListener.fromApplicationListenerAttributes(scope, 'Listener', {
        listenerArn: `${balancerArn.replace('loadbalancer/', 'listener/')}/fedcba9876543210`,
        securityGroup: SecurityGroup.fromSecurityGroupId(scope, 'Group', securityGroupId),
      }),
    }));
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
    template.hasOutput('BalancerArn', { Value: balancerArn });
    template.hasOutput('BalancerDnsName', { Value: 'acme.elb.amazonaws.com' });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerCertificate', {
      Certificates: [{ CertificateArn: { Ref: Match.stringLikeRegexp('^StageCertificate') } }],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { GroupId: securityGroupId, FromPort: 80 });
    expect(stack.balancer).toBeUndefined();
    expect(stack.facts.balancer?.arn).toBe(balancerArn);
  });

  test('takes a VPC and a zone of the CDK', () => {
    const { stack, template } = templateOf(
      () => ({}),
      (scope) => ({
        network: {
          vpc: Vpc.fromVpcAttributes(scope, 'Vpc', {
            ...{ vpcId: 'vpc-2', availabilityZones: ['a', 'b'], publicSubnetIds: ['subnet-3', 'subnet-4'] },
          }),
        },
      }),
    );
    template.hasOutput('VpcId', { Value: 'vpc-2' });
    template.hasOutput('PublicSubnetIds', { Value: 'subnet-3,subnet-4' });
    expect(stack.facts.network.privateSubnetIds).toEqual([]);
  });
});

test('a Beanstalk application of the app itself is taken by its ref', () => {
  const template = synthesized((stack) => {
    const { ref: applicationName } = new CfnApplication(stack, 'Application');
    new Service(stack, 'Web', { ...parts, ...network, applicationName, route: http });
  });
  template.hasResourceProperties('AWS::ElasticBeanstalk::Environment', { ApplicationName: { Ref: 'Application' } });
});
