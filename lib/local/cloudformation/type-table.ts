import type { ResourceType } from '../resource/resource-type';
import { loadEveryType } from '../specification/every-type';
import { recordedBySpecification } from './recorded-by-specification';

const customResource = 'AWS::CloudFormation::CustomResource';

/** The resource types that stacks may have, by name. */
export interface TypeTable {
  has(name: string): boolean;
  get(name: string): ResourceType | undefined;
  /** What a person can do about a type of AWS that is not there. @default nothing */
  readonly advice?: string;
}

export function isCustomType(name: string): boolean {
  return name === customResource || name.startsWith('Custom::');
}

const advice =
  'The embedded endpoint does not have them; with --record-unknown (startLocal: `recordUnknown`) it records what AWS specifies, and runs nothing of it.';

/**
 * The types of the services; whatever begins with `Custom::` is a custom resource. With `recordUnknown` every other type of AWS's
 * specification, too.
 */
export function typeTable(types: ReadonlyMap<string, ResourceType>, recordUnknown = false): TypeTable {
  const own = (name: string) => types.get(isCustomType(name) ? customResource : name);
  if (!recordUnknown) return { get: own, has: (name) => own(name) !== undefined, advice };
  const every = loadEveryType();
  const get = (name: string) => own(name) ?? recordedBySpecification(name, every);
  return { get, has: (name) => get(name) !== undefined };
}
