import type { ResourceType } from '../../resource/resource-type';

/** A handle without a wait condition: CloudFormation's own resource that does nothing. */
export const waitConditionHandle: ResourceType = {
  type: 'AWS::CloudFormation::WaitConditionHandle',
  mode: 'recorded',
  async create({ stackId, logicalId, world }) {
    const url = `${world.endpoint()}/cloudformation-waitcondition/${encodeURIComponent(stackId)}/${logicalId}`;
    return { physicalId: url, attributes: { Id: url } };
  },
  async update(_context, former) {
    return former;
  },
  async delete() {},
};
