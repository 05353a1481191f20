import { queryService } from '../http/query-service';
import type { Service } from '../http/service';

/** CloudWatch over the wire: it has no operation. Templates make alarms and dashboards, and CloudFormation shows that they are there. */
export function cloudWatchService(): Service {
  return queryService({
    scopes: ['monitoring'],
    xmlns: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    version: '2010-08-01',
    operations: {},
  });
}
