import { recordOf, textOf } from '../resource/read-property';
import type { ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { Route53State } from './zones';

export const route53HostedZone: ResourceType<Route53State> = {
  type: 'AWS::Route53::HostedZone',
  mode: 'run',
  async create(context, properties) {
    const config = recordOf(properties, 'HostedZoneConfig');
    const name = textOf(properties, 'Name') ?? '';
    return stateOf(context, context.world.zones.createZone(name, config && textOf(config, 'Comment')));
  },
  update: async (context, former) => stateOf(context, former.physicalId),
  async delete({ world }, former) {
    world.zones.deleteZone(former.physicalId);
  },
};

function stateOf({ world }: ResourceContext<Route53State>, id: string): ResourceState {
  return { physicalId: id, attributes: { Id: id, NameServers: world.zones.nameServers(id) } };
}
