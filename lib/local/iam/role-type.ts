import { generatedName } from '../resource/generated-name';
import { numberOf, recordsOf, requiredText, textOf, textsOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { IamState, Role } from './roles';

/** Recorded: nothing is enforced. */
export const iamRole: ResourceType<IamState> = {
  type: 'AWS::IAM::Role',
  nameProperty: 'RoleName',
  mode: 'recorded',

  async create(context, properties) {
    const role = context.world.roles.createRole({
      name: textOf(properties, 'RoleName') ?? generatedName(context, 64),
      path: textOf(properties, 'Path'),
      boundary: textOf(properties, 'PermissionsBoundary'),
      ...settingsOf(context, properties),
    });
    changePolicies(context, role.name, properties, {});
    return stateOf(role);
  },

  async update(context, former, properties, formerProperties) {
    const boundary = textOf(properties, 'PermissionsBoundary') ?? null;
    // What goes from the template goes back to IAM's defaults: no text, and an hour.
    const defaults = { description: '', maxSession: 3600 };
    const given = Object.entries(settingsOf(context, properties)).filter(([, value]) => value !== undefined);
    const change = { ...defaults, ...Object.fromEntries(given), boundary };
    const role = context.world.roles.changeRole(former.physicalId, change);
    changePolicies(context, role.name, properties, formerProperties);
    return stateOf(role);
  },

  async delete({ world }, former) {
    world.roles.deleteRole(former.physicalId);
  },
};

function settingsOf({ tags }: ResourceContext<IamState>, properties: Properties) {
  return {
    tags,
    document: properties.AssumeRolePolicyDocument,
    description: textOf(properties, 'Description'),
    maxSession: numberOf(properties, 'MaxSessionDuration'),
    managedPolicyArns: textsOf(properties, 'ManagedPolicyArns'),
  };
}

function changePolicies(
  { world }: ResourceContext<IamState>,
  role: string,
  wanted: Properties,
  former: Properties,
): void {
  const next = recordsOf(wanted, 'Policies');
  const names = next.map((policy) => requiredText(policy, 'PolicyName'));
  for (const gone of recordsOf(former, 'Policies').map((policy) => requiredText(policy, 'PolicyName'))) {
    if (!names.includes(gone)) {
      world.roles.removeInlinePolicy(gone, [role]);
    }
  }
  for (const policy of next) {
    world.roles.putInlinePolicy(requiredText(policy, 'PolicyName'), [role], policy.PolicyDocument);
  }
}

function stateOf(role: Role): ResourceState {
  return { physicalId: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
}
