import { queryService } from '../../http/query-service';
import type { Service } from '../../http/service';
import { applicationOperations } from './application-operations';
import { environmentOperations } from './environment-operations';
import { healthOperations } from './health-operations';
import { listingOperations } from './listing-operations';
import { platformOperations } from './platform-operations';
import type { BeanstalkCloud } from './read-params';

/** Elastic Beanstalk over the wire. */
export function beanstalkService(world: BeanstalkCloud): Service {
  return queryService({
    scopes: ['elasticbeanstalk'],
    xmlns: 'http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/',
    version: '2010-12-01',
    operations: {
      ...applicationOperations(world),
      ...environmentOperations(world),
      ...healthOperations(world),
      ...listingOperations(world),
      ...platformOperations(),
    },
  });
}
