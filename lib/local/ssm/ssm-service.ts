import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import { jsonService } from '../http/json-service';
import type { Service } from '../http/service';
import { commandOperations } from './command-operations';
import { parameterOperations } from './parameter-operations';
import type { SsmState } from './parameters';

/** SSM over the wire: parameters and Run Command. */
export function ssmService(world: SsmState & BeanstalkState): Service {
  return jsonService({
    scopes: ['ssm'],
    operations: { ...parameterOperations(world.parameters), ...commandOperations(world.beanstalk) },
  });
}
