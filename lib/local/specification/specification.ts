import { loadedType } from './every-type';
import specification from './specification.json';
import type { ResourceSpecification } from './specification-shape';

const resources = specification as unknown as Readonly<Record<string, ResourceSpecification>>;

/** `AWS::CDK::Metadata` and test types are in no specification. */
export function specificationOf(type: string): ResourceSpecification | undefined {
  return Object.hasOwn(resources, type) ? resources[type] : loadedType(type);
}
