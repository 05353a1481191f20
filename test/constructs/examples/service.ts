import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Service } from '../../../lib/index';
import { place, platformArn, subnetIds } from './place';

/** A public service, an internal one and a worker, linked. */
export class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const api = new Service(this, 'Api', {
      ...place,
      name: 'api',
      environmentName: 'shop-api',
      release: { bundleKey: 'shop/api.zip', platformArn },
      route: { kind: 'internal', subnetIds },
    });
    const jobs = new Service(this, 'Jobs', {
      ...place,
      name: 'jobs',
      environmentName: 'shop-jobs',
      release: { bundleKey: 'shop/jobs.zip', platformArn },
      route: { kind: 'worker' },
      settings: { queue: { path: '/jobs', attempts: 3 } },
    });
    const web = new Service(this, 'Web', {
      ...place,
      name: 'web',
      environmentName: 'shop-web',
      release: { bundleKey: 'shop/web.zip', platformArn },
      route: { kind: 'load-balancer', scheme: 'http', cidrs: ['203.0.113.0/24'] },
      settings: { instances: { min: 1, max: 2 }, environment: { LOG_LEVEL: 'info' } },
    });
    web.link(api);
    web.link(jobs);
  }
}
