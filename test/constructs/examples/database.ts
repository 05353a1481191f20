import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Database } from '../../../lib/index';
import { subnetIds, vpcId } from './place';

/** A protected MySQL, and a PostgreSQL that starts from a snapshot. */
export class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new Database(this, 'Orders', {
      vpcId,
      subnetIds,
      settings: { engine: 'mysql', multiAz: true, backupRetentionDays: 14, protect: true },
    });
    orders.instance.addPropertyOverride('EnablePerformanceInsights', true);

    new Database(this, 'Archive', {
      vpcId,
      subnetIds,
      settings: {
        snapshot: {
          id: 'shop-2026-11-01',
          credentials: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/archive-AbCdEf',
        },
      },
    });
  }
}
