import { generatedName } from '../../resource/generated-name';
import { requiredText, textOf } from '../../resource/read-property';
import type { Properties, ResourceType } from '../../resource/resource-type';
import type { LambdaState, Permission } from '../functions';

/** Who may invoke a function: kept and shown by GetPolicy, and nothing is refused by it. */
export const lambdaPermission: ResourceType<LambdaState> = {
  type: 'AWS::Lambda::Permission',
  mode: 'recorded',
  async create(context, properties) {
    const { functions } = context.world;
    const name = requiredText(properties, 'FunctionName');
    const { arn, permissions } = functions.function(name);
    const id = generatedName(context, 100);
    functions.setPermissions(name, [...permissions, { id, statement: statementOf(id, arn, properties) }]);
    return { physicalId: id, attributes: { Id: id } };
  },
  update: async (_context, former) => former,
  async delete({ world }, { physicalId }, properties) {
    const owner = world.functions
      .list()
      .find(({ permissions }) => permissions.some((one: Permission) => one.id === physicalId));
    if (owner) {
      const left = owner.permissions.filter(({ id }) => id !== physicalId);
      world.functions.setPermissions(requiredText(properties, 'FunctionName'), left);
    }
  },
};

function statementOf(id: string, arn: string, properties: Properties): Permission['statement'] {
  const principal = requiredText(properties, 'Principal');
  const isService = principal.includes('.');
  const [source, account] = [textOf(properties, 'SourceArn'), textOf(properties, 'SourceAccount')];
  const isAccount = /^\d{12}$/.test(principal);
  return {
    Sid: id,
    Effect: 'Allow',
    Principal: isService
      ? { Service: principal }
      : principal === '*'
        ? '*'
        : { AWS: isAccount ? `arn:aws:iam::${principal}:root` : principal },
    Action: requiredText(properties, 'Action'),
    Resource: arn,
    ...(source === undefined && account === undefined
      ? {}
      : {
          Condition: {
            ...(account === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': account } }),
            ...(source === undefined ? {} : { ArnLike: { 'AWS:SourceArn': source } }),
          },
        }),
  };
}
