import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../http/aws-error';
import { generatedName } from '../resource/generated-name';
import { recordOf, textOf } from '../resource/read-property';
import type { Properties, ResourceState, ResourceType } from '../resource/resource-type';
import { stackTags } from '../resource/stack-tags';
import { generatePassword } from './generate-password';
import type { SecretsState } from './secrets';

export const secretsManagerSecret: ResourceType<SecretsState> = {
  type: 'AWS::SecretsManager::Secret',
  nameProperty: 'Name',
  mode: 'run',

  async create(context, properties) {
    const { world, region } = context;
    const arn = world.secrets.create({
      name: textOf(properties, 'Name') ?? generatedName(context, 512),
      value: secretValue(properties),
      region,
      tags: stackTags(context),
      description: textOf(properties, 'Description'),
    });
    return stateOf(arn);
  },

  /** A generated value stays as it is unless the template asks for another kind of value. */
  async update(context, former, properties, formerProperties) {
    const { world } = context;
    const tags = stackTags(context);
    world.secrets.describe(former.physicalId, { tags, description: textOf(properties, 'Description') ?? '' });
    const asked = (of: Properties) => [of.SecretString, of.GenerateSecretString];
    const value = isDeepStrictEqual(asked(properties), asked(formerProperties)) ? undefined : secretValue(properties);
    if (value !== undefined) {
      world.secrets.put(former.physicalId, value);
    }
    return stateOf(former.physicalId);
  },

  async delete({ world }, former) {
    world.secrets.delete(former.physicalId);
  },
};

/** Undefined when the template says nothing of a value: the secret then has none. */
function secretValue(properties: Properties): string | undefined {
  const text = textOf(properties, 'SecretString');
  const generate = recordOf(properties, 'GenerateSecretString');
  if (text !== undefined && generate) {
    throw new AwsError('InvalidRequest', "You can't specify both SecretString and GenerateSecretString");
  }
  if (!generate) {
    return text;
  }
  const password = generatePassword(generate);
  const template = textOf(generate, 'SecretStringTemplate');
  const key = textOf(generate, 'GenerateStringKey');
  if (template === undefined && key === undefined) {
    return password;
  }
  if (template === undefined || key === undefined) {
    throw new AwsError('InvalidRequest', 'SecretStringTemplate and GenerateStringKey go together');
  }
  return JSON.stringify({ ...parsed(template), [key]: password });
}

function parsed(template: string): object {
  try {
    const value: unknown = JSON.parse(template);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // The error below covers it.
  }
  throw new AwsError('InvalidRequest', 'Could not parse SecretStringTemplate JSON');
}

function stateOf(arn: string): ResourceState {
  return { physicalId: arn, attributes: { Id: arn } };
}
