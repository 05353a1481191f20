import type { ResourceType } from '../../resource/resource-type';

/** What the CDK puts into templates to be counted: nothing stands behind it. */
export const cdkMetadata: ResourceType = {
  type: 'AWS::CDK::Metadata',
  mode: 'recorded',
  async create(context) {
    return { physicalId: `${context.stackName}-${context.logicalId}`, attributes: {} };
  },
  async update(_context, former) {
    return former;
  },
  async delete() {},
};
