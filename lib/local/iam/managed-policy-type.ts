import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { textOf, textsOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../resource/resource-type';
import type { IamState } from './roles';

/** Recorded: nothing is enforced. */
export const iamManagedPolicy: ResourceType<IamState> = {
  type: 'AWS::IAM::ManagedPolicy',
  nameProperty: 'ManagedPolicyName',
  mode: 'recorded',

  async create(context, properties) {
    const policy = context.world.roles.createManagedPolicy({
      name: textOf(properties, 'ManagedPolicyName') ?? generatedName(context, 128),
      path: textOf(properties, 'Path'),
      document: properties.PolicyDocument,
      description: textOf(properties, 'Description'),
    });
    const attached = attach(context, policy.arn, properties, {});
    return {
      physicalId: policy.arn,
      attributes: {
        PolicyArn: policy.arn,
        PolicyId: policy.id,
        DefaultVersionId: 'v1',
        IsAttachable: 'true',
        AttachmentCount: String(attached),
        CreateDate: new Date(policy.createdAt).toISOString(),
      },
    };
  },

  async update(context, former, properties, formerProperties) {
    context.world.roles.changeManagedPolicy(former.physicalId, properties.PolicyDocument);
    attach(context, former.physicalId, properties, formerProperties);
    return former;
  },

  async delete(context, former, properties) {
    attach(context, former.physicalId, {}, properties);
    context.world.roles.deleteManagedPolicy(former.physicalId);
  },
};

/** Returns to how many roles the template attaches it. */
function attach({ world }: ResourceContext<IamState>, arn: string, wanted: Properties, former: Properties): number {
  if (textsOf(wanted, 'Users').length > 0 || textsOf(wanted, 'Groups').length > 0) {
    throw new AwsError(
      'GeneralServiceException',
      'The local endpoint has no IAM users and groups: a policy may only name roles',
    );
  }
  const roles = textsOf(wanted, 'Roles');
  for (const name of new Set([...roles, ...textsOf(former, 'Roles')])) {
    const others = world.roles.role(name)?.managedPolicyArns.filter((one) => one !== arn);
    if (others) {
      world.roles.changeRole(name, { managedPolicyArns: roles.includes(name) ? [...others, arn] : others });
    } else if (roles.includes(name)) {
      throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`);
    }
  }
  return roles.length;
}
