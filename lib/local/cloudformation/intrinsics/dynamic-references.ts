import { isRecord } from '../template/is-record';
import { validationError } from '../validation-error';
import { longestText } from './evaluate';

/** Where the values behind dynamic references are. */
export interface ReferencedValues {
  /** By name or ARN; with a JSON key, that field. */
  secret(id: string, jsonKey?: string): string;
  parameter(name: string): string;
}

const reference = /\{\{resolve:([^{}]+)\}\}/g;

/**
 * The value with each `{{resolve:…}}` in it replaced by what it stands for. It is done after Fn::Join, for CDK puts the
 * reference together there; the result goes to the resource only, and is neither kept nor shown.
 */
export function resolveDynamicReferences(value: unknown, values: ReferencedValues): unknown {
  if (typeof value === 'string') {
    let length = 0;
    return value.includes('{{resolve:')
      ? value.replace(reference, (_, inside: string) => {
          const text = resolved(inside, values);
          length += text.length;
          if (length > longestText) {
            throw validationError(`Template error: a value is longer than ${longestText} characters.`);
          }
          return text;
        })
      : value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolveDynamicReferences(item, values));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveDynamicReferences(item, values)]))
    : value;
}

function resolved(inside: string, values: ReferencedValues): string {
  const [service, ...rest] = inside.split(':');
  if (service === 'ssm' || service === 'ssm-secure') {
    return values.parameter(rest[0] ?? '');
  }
  if (service === 'secretsmanager') {
    // An ARN holds six colons of its own.
    const width = rest[0] === 'arn' ? 7 : 1;
    const id = rest.slice(0, width).join(':');
    const [kind = '', jsonKey = ''] = rest.slice(width);
    if (kind !== '' && kind !== 'SecretString') {
      throw validationError(`Could not parse SecretsManager reference: ${kind} is not SecretString`);
    }
    return values.secret(id, jsonKey === '' ? undefined : jsonKey);
  }
  throw validationError(`Template format error: {{resolve:${service}}} is not a dynamic reference of this endpoint.`);
}
