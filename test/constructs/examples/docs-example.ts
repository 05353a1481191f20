import { Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Database, FileStore, HostName, Service } from '../../../lib/index';

/** A stack of one's own with a web service, a worker, a database and a bucket. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const vpcId = 'vpc-0a1b2c3d4e5f60718';
    const subnetIds = ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'];

    const database = new Database(this, 'Database', {
      vpcId,
      subnetIds,
      settings: { name: 'shop', backupRetentionDays: 7, protect: true },
    });
    const files = new FileStore(this, 'Files', { settings: { retain: true } });

    const common = {
      applicationName: 'shop',
      bundleBucket: 'acme-bundles',
      bundlePrefix: 'shop/',
      vpcId,
      instanceSubnetIds: subnetIds,
      publicSubnetIds: subnetIds,
      publicAddresses: true,
      serviceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
      rolePath: '/shop/',
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-boundary',
    };
    const platformArn =
      'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22 running on 64bit Amazon Linux 2023/6.7.0';

    const mails = new Service(this, 'Mails', {
      ...common,
      name: 'mails',
      environmentName: 'shop-mails',
      release: { bundleKey: 'shop/mails-1.zip', platformArn },
      route: { kind: 'worker' },
      settings: { queue: { attempts: 10 } },
    });
    const web = new Service(this, 'Web', {
      ...common,
      name: 'web',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web-1.zip', platformArn },
      route: {
        kind: 'load-balancer',
        scheme: 'https',
        cidrs: ['0.0.0.0/0'],
        certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
      },
      settings: { instances: { min: 1, max: 2 }, deploymentPolicy: 'Rolling', environment: { LOG_LEVEL: 'info' } },
    });
    web.link(mails);
    database.connect(web);
    files.connect(web);
    mails.grant({
      sid: 'Mail',
      because: 'Orders are confirmed by mail; SES takes any recipient.',
      actions: ['ses:SendEmail'],
      resources: ['*'],
    });
    new Topic(this, 'Orders').grantPublish(web);
    new HostName(this, 'WebHostName', { host: 'shop.acme.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', service: web });
  }
}
