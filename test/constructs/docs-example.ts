import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Database, FileStore, HostName, Service } from '../../lib/index';

/** A stack of one's own with one service, a database and a bucket. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const vpcId = 'vpc-0a1b2c3d4e5f60718';
    const subnetIds = ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'];

    const database = new Database(this, 'Database', {
      vpcId,
      subnetIds,
      settings: {
        engine: 'postgres',
        version: '17.6',
        instanceClass: 'db.t4g.micro',
        storageGiB: 20,
        name: 'shop',
        multiAz: false,
        backupRetentionDays: 7,
        protect: true,
      },
    });
    const files = new FileStore(this, 'Files', { settings: { versioned: true, retain: true } });

    const web = new Service(this, 'Web', {
      name: 'web',
      applicationName: 'shop',
      environmentName: 'shop-web',
      bundleBucket: 'acme-bundles',
      bundlePrefix: 'shop/',
      release: {
        bundleKey: 'shop/1.zip',
        platformArn:
          'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.7.0',
      },
      route: {
        kind: 'load-balancer',
        scheme: 'https',
        cidrs: ['0.0.0.0/0'],
        certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
      },
      vpcId,
      instanceSubnetIds: subnetIds,
      publicSubnetIds: subnetIds,
      publicAddresses: true,
      serviceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
      rolePath: '/shop/',
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-boundary',
      settings: {
        platform: 'nodejs-22',
        instanceType: 't4g.small',
        instances: { min: 1, max: 2 },
        healthPath: '/health',
        folder: '.',
        buildOutput: [],
        environment: { LOG_LEVEL: 'info' },
        secrets: {},
        deploymentPolicy: 'Rolling',
        logRetentionDays: 30,
        rootVolumeGiB: 10,
      },
    });
    database.connect(web);
    files.connect(web);
    web.grant({
      sid: 'Mail',
      because: 'Orders are confirmed by mail; SES takes any recipient.',
      actions: ['ses:SendEmail'],
      resources: ['*'],
    });
    new HostName(this, 'WebHostName', { host: 'shop.acme.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', service: web });
  }
}
