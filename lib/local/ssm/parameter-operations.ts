import { AwsError } from '../http/aws-error';
import { type JsonInput, type JsonOperation, jsonTime } from '../http/json-service';
import type { Parameter, Parameters, ParameterType } from './parameters';
import { paged, requiredText, textOf, textsOf } from './read-input';

export function parameterOperations(parameters: Parameters): Record<string, JsonOperation> {
  return {
    GetParameter: (input) => ({ Parameter: show(parameters.get(requiredText(input, 'Name')), input) }),
    GetParameters(input) {
      const names = textsOf(input, 'Names');
      const found = names.filter((name) => parameters.has(name));
      return {
        Parameters: found.map((name) => show(parameters.get(name), input)),
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
        LastModifiedDate: jsonTime(one.changedAt),
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
      const { version } = parameters.put(name, requiredText(input, 'Value'), {
        ...{ type: type as ParameterType, region, description: textOf(input, 'Description') },
      });
      return { Version: version, Tier: 'Standard' };
    },
    DeleteParameter(input) {
      parameters.delete(parameters.get(requiredText(input, 'Name')).name);
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

function show({ name, arn, type, value, version, changedAt }: Parameter, input: JsonInput) {
  const isHidden = type === 'SecureString' && input.WithDecryption !== true;
  return {
    ...{ Name: name, ARN: arn, Type: type, Version: version, DataType: 'text', LastModifiedDate: jsonTime(changedAt) },
    // AWS shows the cipher text. A caller that compares it with the value must find that they differ.
    Value: isHidden ? Buffer.from(`encrypted ${version} ${name}`).toString('base64') : value,
  };
}
