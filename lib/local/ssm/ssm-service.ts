import { jsonService } from '../http/json-service';
import type { Service } from '../http/service';
import type { World } from '../world';
import { commandOperations } from './command-operations';
import { parameterOperations } from './parameter-operations';

/** SSM over the wire: parameters and Run Command. */
export function openSsmService(world: Pick<World, 'beanstalk' | 'parameters'>): Service {
  return jsonService({
    scopes: ['ssm'],
    operations: { ...parameterOperations(world.parameters), ...commandOperations(world.beanstalk) },
  });
}
