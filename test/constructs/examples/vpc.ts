import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Database, HostName, Service } from '../../../lib/index';
import { platformArn } from './place';

/** A service and its database in a VPC of the same app, with objects of the CDK in place of ids. */
export class Example extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const zoneName = 'acme.com';
    const hostedZone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: 'Z0123456789ABC', zoneName });
    const certificate = new Certificate(this, 'Certificate', {
      domainName: 'shop.acme.com',
      validation: CertificateValidation.fromDns(hostedZone),
    });

    const database = new Database(this, 'Database', { vpc, settings: { name: 'shop', protect: true } });
    const web = new Service(this, 'Web', {
      name: 'web',
      applicationName: 'shop',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web-1.zip', platformArn },
      bundleBucket: Bucket.fromBucketName(this, 'Bundles', 'acme-bundles'),
      bundlePrefix: 'shop/',
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      serviceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
      rolePath: '/shop/',
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-boundary',
      route: { kind: 'load-balancer', scheme: 'https', cidrs: ['0.0.0.0/0'], certificate },
    });
    database.connect(web);
    web.addSecrets({ SESSION_KEY: new Secret(this, 'SessionKey') });
    new HostName(this, 'WebHostName', { host: 'shop.acme.com', hostedZone, service: web });
  }
}
