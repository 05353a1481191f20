import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { MadeAndFailed } from '../resource/made-and-failed';
import { requiredText, textsOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceType } from '../resource/resource-type';
import type { IamState } from './roles';

const noRole = new AwsError('ValidationError', 'At least one of [Groups,Roles,Users] must be non-empty.');

/** An inline policy of roles. Recorded: nothing is enforced. */
export const iamPolicy: ResourceType<IamState> = {
  type: 'AWS::IAM::Policy',
  mode: 'recorded',

  async create(context, properties) {
    const id = generatedName(context, 128);
    try {
      put(context, properties);
    } catch (error) {
      // As on AWS, such a policy cannot be deleted either: its stack ends in ROLLBACK_FAILED.
      throw error === noRole ? new MadeAndFailed(id, noRole) : error;
    }
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(context, former, properties, formerProperties) {
    const { roles } = context.world;
    const name = requiredText(properties, 'PolicyName');
    const formerName = requiredText(formerProperties, 'PolicyName');
    const kept = name === formerName ? textsOf(properties, 'Roles') : [];
    const left = textsOf(formerProperties, 'Roles').filter((role) => !kept.includes(role));
    put(context, properties);
    roles.removeInlinePolicy(formerName, left);
    return former;
  },

  async delete({ world }, _former, properties) {
    if (textsOf(properties, 'Roles').length === 0) {
      throw noRole;
    }
    world.roles.removeInlinePolicy(requiredText(properties, 'PolicyName'), textsOf(properties, 'Roles'));
  },
};

function put({ world }: ResourceContext<IamState>, properties: Properties): void {
  const roles = textsOf(properties, 'Roles');
  if (textsOf(properties, 'Users').length > 0 || textsOf(properties, 'Groups').length > 0) {
    throw new AwsError(
      'GeneralServiceException',
      'The local endpoint has no IAM users and groups: a policy may only name roles',
    );
  }
  if (roles.length === 0) {
    throw noRole;
  }
  world.roles.putInlinePolicy(requiredText(properties, 'PolicyName'), roles, properties.PolicyDocument);
}
