import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import { jsonService } from '../http/json-service';
import type { Service } from '../http/service';
import type { Journal } from '../state/journal';
import { commandOperations } from './command-operations';
import { parameterOperations } from './parameter-operations';
import type { SsmState } from './parameters';
import { sessionOperations } from './session-operations';

/** SSM over the wire: parameters, Run Command and sessions. */
export function ssmService(
  world: SsmState & BeanstalkState & { readonly journal: Pick<Journal, 'now'>; readonly endpoint: () => string },
): Service {
  return jsonService({
    scopes: ['ssm'],
    input: {
      ...{
        Name: 'text',
        Names: ['text'],
        Path: 'text',
        Type: 'text',
        Value: 'text',
        Description: 'text',
        Tier: 'text',
      },
      ...{ CommandId: 'text', InstanceId: 'text', InstanceIds: ['text'], DocumentName: 'text', Comment: 'text' },
      ...{ Parameters: { '*': ['text'] }, Targets: [{ Key: 'text', Values: ['text'] }], TimeoutSeconds: 'number' },
      Filters: [{ Key: 'text', key: 'text', value: 'text', Values: ['text'] }],
      ...{ Target: 'text', Reason: 'text', SessionId: 'text', State: 'text' },
      InstanceInformationFilterList: [{ key: 'text', valueSet: ['text'] }],
      ...{ NextToken: 'text', MaxResults: 'number' },
    },
    refused: {
      DescribeParameters: ['Filters', 'ParameterFilters', 'Shared'],
      GetParametersByPath: ['ParameterFilters'],
      SendCommand: ['OutputS3BucketName', 'OutputS3KeyPrefix', 'AlarmConfiguration'],
    },
    operations: {
      ...parameterOperations(world.parameters),
      ...commandOperations(world),
      ...sessionOperations(world.beanstalk, world.journal, world.endpoint),
    },
  });
}
