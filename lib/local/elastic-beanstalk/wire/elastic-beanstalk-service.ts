import { AwsError } from '../../http/aws-error';
import { type QueryOperation, queryService } from '../../http/query-service';
import type { Service } from '../../http/service';
import { ResourceFailure } from '../../resource/resource-failure';
import { applicationOperations } from './application-operations';
import { environmentOperations } from './environment-operations';
import { healthOperations } from './health-operations';
import { listingOperations } from './listing-operations';
import { platformOperations } from './platform-operations';
import type { BeanstalkWorld } from './read-params';

/** Elastic Beanstalk over the wire. */
export function openBeanstalkService(world: BeanstalkWorld): Service {
  const operations: Record<string, QueryOperation> = {
    ...applicationOperations(world),
    ...environmentOperations(world),
    ...healthOperations(world),
    ...listingOperations(world),
    ...platformOperations(),
  };
  return queryService({
    scopes: ['elasticbeanstalk'],
    xmlns: 'http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/',
    version: '2010-12-01',
    operations: Object.fromEntries(Object.entries(operations).map(([name, one]) => [name, told(one)])),
  });
}

/** A refusal has the same words over the wire as in a stack's events. */
function told(operation: QueryOperation): QueryOperation {
  return async (params, request) => {
    try {
      return await operation(params, request);
    } catch (error) {
      throw error instanceof ResourceFailure ? new AwsError(error.code, error.message) : error;
    }
  };
}
