import { validationError } from '../validation-error';
import { isRecord } from './is-record';
import type { TemplateParameter } from './template';

const keys = [
  'Type',
  'Default',
  'NoEcho',
  'Description',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
];
const types =
  /^(String|Number|CommaDelimitedList|List<Number>|List<String>|(List<)?AWS::(EC2|Route53)::[A-Za-z:]+>?|AWS::SSM::Parameter::(Name|Value<.+>))$/;

/** The Parameters section. Throws ValidationError. */
export function readParameters(section: Readonly<Record<string, unknown>>): ReadonlyMap<string, TemplateParameter> {
  return new Map(Object.entries(section).map(([name, value]) => [name, readParameter(name, value)]));
}

function readParameter(name: string, value: unknown): TemplateParameter {
  if (!/^[A-Za-z0-9]+$/.test(name)) {
    throw validationError(`Template format error: Parameter name ${name} is non alphanumeric.`);
  }
  if (!isRecord(value)) {
    throw validationError('Template format error: Every Parameters member must be an object.');
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw validationError(`Invalid template parameter property '${unknown}'`);
  }
  if (typeof value.Type !== 'string') {
    throw validationError('Template format error: Every Parameters object must contain a Type member.');
  }
  if (!types.test(value.Type)) {
    throw validationError(`Template format error: Unrecognized parameter type: ${value.Type}`);
  }
  return {
    name,
    type: value.Type,
    default: textOf(value.Default),
    noEcho: String(value.NoEcho ?? 'false').toLowerCase() === 'true',
    description: textOf(value.Description),
    allowedValues: Array.isArray(value.AllowedValues) ? value.AllowedValues.map(String) : undefined,
    allowedPattern: textOf(value.AllowedPattern),
    constraintDescription: textOf(value.ConstraintDescription),
    minLength: numberOf(value.MinLength),
    maxLength: numberOf(value.MaxLength),
    minValue: numberOf(value.MinValue),
    maxValue: numberOf(value.MaxValue),
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : Array.isArray(value) ? value.join(',') : String(value);
}

function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}
