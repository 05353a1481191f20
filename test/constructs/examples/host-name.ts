import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HostName, Service } from '../../../lib/index';
import { place, platformArn } from './place';

/** A service with HTTPS under a host name. */
export class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const service = new Service(this, 'Web', {
      ...place,
      name: 'web',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web.zip', platformArn },
      route: {
        kind: 'load-balancer',
        scheme: 'https',
        cidrs: ['0.0.0.0/0'],
        certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
      },
    });
    new HostName(this, 'WebHostName', { host: 'shop.acme.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', service });
  }
}
