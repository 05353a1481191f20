import { generatedName } from '../resource/generated-name';
import { textOf, textsOf } from '../resource/read-property';
import type { ResourceType } from '../resource/resource-type';
import type { IamState } from './roles';

/** Recorded. A role cannot be deleted while a profile holds it, and an environment needs a profile that exists. */
export const iamInstanceProfile: ResourceType<IamState> = {
  type: 'AWS::IAM::InstanceProfile',
  nameProperty: 'InstanceProfileName',
  mode: 'recorded',
  async create(context, properties) {
    const { name, arn } = context.world.roles.createProfile({
      name: textOf(properties, 'InstanceProfileName') ?? generatedName(context, 128),
      path: textOf(properties, 'Path'),
      roles: textsOf(properties, 'Roles'),
    });
    return { physicalId: name, attributes: { Arn: arn } };
  },
  async update({ world }, former, properties) {
    world.roles.changeProfile(former.physicalId, textsOf(properties, 'Roles'));
    return former;
  },
  async delete({ world }, former) {
    world.roles.deleteProfile(former.physicalId);
  },
};
