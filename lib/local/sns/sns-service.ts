import { queryService } from '../http/query-service';
import type { Service } from '../http/service';

/** SNS over the wire: it has no operation, and no message goes anywhere. Templates make topics, and CloudFormation shows that they are there. */
export function topicsService(): Service {
  return queryService({
    scopes: ['sns'],
    xmlns: 'http://sns.amazonaws.com/doc/2010-03-31/',
    version: '2010-03-31',
    operations: {},
  });
}
