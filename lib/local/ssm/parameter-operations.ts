import { AwsError } from '../http/aws-error';
import { type JsonInput, type JsonOperation, jsonTime } from '../http/json-service';
import { checkName } from './open-parameters';
import type { Parameter, Parameters, ParameterType } from './parameters';
import { paged, requiredText, textOf, textsOf } from './read-input';

export function parameterOperations(parameters: Parameters): Record<string, JsonOperation> {
  return {
    GetParameter: (input) => ({ Parameter: selected(parameters, requiredText(input, 'Name'), input) }),
    GetParameters(input) {
      const names = textsOf(input, 'Names');
      const found = names.filter((name) => parameters.has(selectorOf(name).id));
      return {
        Parameters: found.map((name) => selected(parameters, name, input)),
        InvalidParameters: names.filter((name) => !found.includes(name)),
      };
    },
    GetParametersByPath(input) {
      const path = `${requiredText(input, 'Path').replace(/\/$/, '')}/`;
      const found = parameters
        .list()
        .filter(({ name }) => name.startsWith(path))
        .filter(({ name }) => input.Recursive === true || !name.slice(path.length).includes('/'));
      const { items, NextToken } = paged(found, input, 10);
      return { Parameters: items.map((one) => show(one, input)), NextToken };
    },
    DescribeParameters(input) {
      const { items, NextToken } = paged(parameters.list(), input);
      const Parameters = items.map((one) => ({
        ...{ Name: one.name, ARN: one.arn, Type: one.type, Version: one.version, Description: one.description },
        ...{ LastModifiedDate: jsonTime(one.changedAt), Tier: one.tier ?? 'Standard' },
      }));
      return { Parameters, NextToken };
    },
    PutParameter(input, { region }) {
      const name = requiredText(input, 'Name');
      if (parameters.has(name) && input.Overwrite !== true) {
        throw new AwsError(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        );
      }
      const type = textOf(input, 'Type') ?? (parameters.has(name) ? parameters.get(name).type : undefined);
      if (type === undefined) {
        throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
      }
      const { version, tier } = parameters.put(name, requiredText(input, 'Value'), {
        ...{
          type: type as ParameterType,
          region,
          description: textOf(input, 'Description'),
          tier: textOf(input, 'Tier'),
        },
      });
      return { Version: version, Tier: tier ?? 'Standard' };
    },
    DeleteParameter(input) {
      const name = requiredText(input, 'Name');
      if (!parameters.has(name)) {
        throw new AwsError('ParameterNotFound', '');
      }
      parameters.delete(parameters.get(name).name);
      return {};
    },
    DeleteParameters(input) {
      const names = textsOf(input, 'Names');
      const found = names.filter((name) => parameters.has(name));
      for (const name of found) {
        parameters.delete(parameters.get(name).name);
      }
      return { DeletedParameters: found, InvalidParameters: names.filter((name) => !found.includes(name)) };
    },
  };
}

/** `name:3` asks for a version. Labels do not exist here; an ARN holds five colons of its own. */
function selectorOf(text: string): { readonly id: string; readonly version?: string } {
  const parts = text.split(':');
  const width = parts[0] === 'arn' ? 6 : 1;
  return { id: parts.slice(0, width).join(':'), version: parts[width] };
}

/** The parameter that a name, an ARN or a selector asks for. Throws AwsError, of a parameter that is not there with no message, as SSM does. */
function selected(parameters: Parameters, text: string, input: JsonInput) {
  const { id, version } = selectorOf(text);
  if (!id.startsWith('arn:')) {
    checkName(id);
  }
  if (!parameters.has(id)) {
    throw new AwsError('ParameterNotFound', '');
  }
  const parameter = parameters.get(id);
  if (version !== undefined && version !== String(parameter.version)) {
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${version} of ${parameter.name}. Verify the version and try again.`,
    );
  }
  return { ...show(parameter, input), ...(version === undefined ? {} : { Selector: `:${version}` }) };
}

function show({ name, arn, type, value, version, changedAt }: Parameter, input: JsonInput) {
  const isHidden = type === 'SecureString' && input.WithDecryption !== true;
  return {
    ...{ Name: name, ARN: arn, Type: type, Version: version, DataType: 'text', LastModifiedDate: jsonTime(changedAt) },
    // AWS shows the cipher text. A caller that compares it with the value must find that they differ.
    Value: isHidden ? Buffer.from(`encrypted ${version} ${name}`).toString('base64') : value,
  };
}
