import { requiredText, textOf } from '../../resource/read-property';
import type { ResourceType } from '../../resource/resource-type';
import { readFunctionName } from '../function-name';
import type { LambdaState } from '../functions';

/** A version keeps the code and the settings that the function has now. */
export const lambdaVersion: ResourceType<LambdaState> = {
  type: 'AWS::Lambda::Version',
  mode: 'run',
  async create({ world }, properties) {
    const name = requiredText(properties, 'FunctionName');
    const { version } = world.functions.publish(name, textOf(properties, 'Description'));
    const arn = `${world.functions.function(name).arn}:${version}`;
    return { physicalId: arn, attributes: { FunctionArn: arn, Version: version } };
  },
  update: async (_context, former) => former,
  async delete({ world }, { physicalId }) {
    const { name, qualifier = '' } = readFunctionName(physicalId);
    await world.functions.deleteVersion(name, qualifier);
  },
};

/** A name that leads to a version, or to `$LATEST`. */
export const lambdaAlias: ResourceType<LambdaState> = {
  type: 'AWS::Lambda::Alias',
  nameProperty: 'Name',
  mode: 'run',
  async create(context, properties) {
    return lambdaAlias.update(context, { physicalId: '', attributes: {} }, properties, {});
  },
  async update({ world }, _former, properties) {
    const functionName = requiredText(properties, 'FunctionName');
    const { name } = world.functions.setAlias(functionName, {
      name: requiredText(properties, 'Name'),
      version: requiredText(properties, 'FunctionVersion'),
      description: textOf(properties, 'Description') ?? '',
    });
    const arn = `${world.functions.function(functionName).arn}:${name}`;
    return { physicalId: arn, attributes: { AliasArn: arn } };
  },
  async delete({ world }, { physicalId }) {
    const { name, qualifier = '' } = readFunctionName(physicalId);
    world.functions.deleteAlias(name, qualifier);
  },
};
