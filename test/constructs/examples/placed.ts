import { type App, Stack } from 'aws-cdk-lib';
import { Database, HostName, placeOf, readApplicationFacts, Service } from '../../../lib/index';
import { platformArn } from './place';

/** The outputs of the application stack of staging, as CloudFormation lists them. */
const outputs = {
  Account: '111122223333',
  Region: 'eu-central-1',
  ApplicationName: 'shop-staging',
  BundleBucket: 'shop-application-staging-bundlesbucket-1a2b3c4d5e6f',
  PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-staging-boundary',
  BeanstalkServiceRoleArn: 'arn:aws:iam::111122223333:role/shop-staging-beanstalk',
  CloudFormationRoleArn: 'arn:aws:iam::111122223333:role/shop-staging-cloudformation',
  CertificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  VpcId: 'vpc-0a1b2c3d4e5f60718',
  PublicSubnetIds: 'subnet-0aaaaaaaaaaaaaaa1,subnet-0aaaaaaaaaaaaaaa2',
  HostedZoneId: 'Z0123456789ABCDEFGHIJ',
};

/** A stack of one's own with a service where staging has its own. */
export function example(app: App): Stack {
  const application = readApplicationFacts(outputs, 'staging');
  const place = placeOf({ project: 'shop', target: { kind: 'staging' }, application });
  const stack = new Stack(app, 'shop-staging-reports', { env: { account: '111122223333', region: 'eu-central-1' } });
  const reports = new Service(stack, 'Reports', {
    place,
    name: 'reports',
    release: { bundleKey: 'staging/bundles/reports.zip', platformArn },
    route: { kind: 'load-balancer', scheme: 'https', cidrs: ['203.0.113.0/24'] },
  });
  new Database(stack, 'Database', { place }).connect(reports);
  const hostedZoneId = application.hostedZoneId ?? '';
  new HostName(stack, 'ReportsHostName', { host: 'reports.staging.acme.dev', hostedZoneId, service: reports });
  return stack;
}
