import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import { jsonService } from '../http/json-service';
import type { Service } from '../http/service';
import type { Journal } from '../state/journal';
import { commandOperations } from './command-operations';
import { parameterOperations } from './parameter-operations';
import type { SsmState } from './parameters';

/** SSM over the wire: parameters and Run Command. */
export function ssmService(world: SsmState & BeanstalkState & { readonly journal: Pick<Journal, 'now'> }): Service {
  return jsonService({
    scopes: ['ssm'],
    refused: {
      DescribeParameters: ['Filters', 'ParameterFilters', 'Shared'],
      GetParametersByPath: ['ParameterFilters'],
      SendCommand: ['OutputS3BucketName', 'OutputS3KeyPrefix', 'AlarmConfiguration'],
    },
    operations: { ...parameterOperations(world.parameters), ...commandOperations(world.beanstalk, world.journal) },
  });
}
