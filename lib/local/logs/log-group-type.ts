import { generatedName } from '../resource/generated-name';
import { numberOf, textOf } from '../resource/read-property';
import type { ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { LogsState } from './logs';

export const logsLogGroup: ResourceType<LogsState> = {
  type: 'AWS::Logs::LogGroup',
  nameProperty: 'LogGroupName',
  mode: 'run',

  async create(context, properties) {
    const name = textOf(properties, 'LogGroupName') ?? generatedName(context, 512);
    context.world.logs.createGroup(name, {
      retentionDays: numberOf(properties, 'RetentionInDays'),
      tags: context.tags,
    });
    return stateOf(context, name);
  },

  async update(context, former, properties) {
    const retentionDays = numberOf(properties, 'RetentionInDays') ?? null;
    context.world.logs.changeGroup(former.physicalId, { retentionDays, tags: context.tags });
    return stateOf(context, former.physicalId);
  },

  async delete({ world }, former) {
    world.logs.deleteGroup(former.physicalId);
  },
};

function stateOf({ region, accountId }: ResourceContext<LogsState>, name: string): ResourceState {
  return { physicalId: name, attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` } };
}
