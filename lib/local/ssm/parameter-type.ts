import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import { requiredText, textOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { Parameter, SsmState } from './parameters';

export const ssmParameter: ResourceType<SsmState> = {
  type: 'AWS::SSM::Parameter',
  nameProperty: 'Name',
  mode: 'run',
  async create(context, properties) {
    // The name of the stack is no part of it.
    const name = textOf(properties, 'Name') ?? `CFN-${context.logicalId}-${randomLetters(12)}`;
    if (context.world.parameters.has(name)) {
      throw new AwsError('ParameterAlreadyExists', `The parameter already exists: ${name}`);
    }
    return put(context, name, properties);
  },
  update: async (context, former, properties) => put(context, former.physicalId, properties),
  async delete({ world }, former) {
    world.parameters.delete(former.physicalId);
  },
};

function put({ world, region }: ResourceContext<SsmState>, name: string, properties: Properties): ResourceState {
  const type = requiredText(properties, 'Type') as Parameter['type'];
  const description = textOf(properties, 'Description');
  const options = { type, region, description, tier: textOf(properties, 'Tier') };
  const { arn, value } = world.parameters.put(name, requiredText(properties, 'Value'), options);
  return { physicalId: name, attributes: { Arn: arn, Type: type, Value: value } };
}
