import { AwsError } from '../../http/aws-error';
import type { TypeTable } from '../type-table';
import type { Template } from './template';

/** Which capability a template needs, and for which types. */
export function neededCapabilities(
  template: Template,
  known: TypeTable,
): {
  readonly capability?: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';
  readonly types: readonly string[];
} {
  const iam = [...template.resources.values()].filter(({ type }) => /^AWS::IAM::(?!OIDCProvider)/.test(type));
  if (iam.length === 0) {
    return { types: [] };
  }
  const named = iam.some(({ type, properties }) => properties[known.get(type)?.nameProperty ?? ''] !== undefined);
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(iam.map(({ type }) => type))],
  };
}

/** Throws InsufficientCapabilitiesException when the request acknowledges less than the template needs. */
export function checkCapabilities(template: Template, given: readonly string[], known: TypeTable): void {
  const { capability } = neededCapabilities(template, known);
  if (capability && !given.includes(capability) && !given.includes('CAPABILITY_NAMED_IAM')) {
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${capability}]`);
  }
}
