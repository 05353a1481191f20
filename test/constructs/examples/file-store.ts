import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FileStore, Service } from '../../../lib/index';
import { place, platformArn } from './place';

/** A bucket that a service reads and writes, and that stays when the stack goes. */
export class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const web = new Service(this, 'Web', {
      ...place,
      name: 'web',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web.zip', platformArn },
      route: { kind: 'load-balancer', scheme: 'http', cidrs: ['0.0.0.0/0'] },
    });
    const files = new FileStore(this, 'Files', { settings: { versioned: true, retain: true } });
    files.connect(web);
  }
}
