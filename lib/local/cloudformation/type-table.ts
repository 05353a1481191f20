import type { ResourceType } from '../resource/resource-type';

const customResource = 'AWS::CloudFormation::CustomResource';

/** The resource types that stacks may have, by name. */
export interface TypeTable {
  has(name: string): boolean;
  get(name: string): ResourceType | undefined;
}

export function isCustomType(name: string): boolean {
  return name === customResource || name.startsWith('Custom::');
}

/** The types of the services; whatever begins with `Custom::` is a custom resource. */
export function typeTable(types: ReadonlyMap<string, ResourceType>): TypeTable {
  const get = (name: string) => types.get(isCustomType(name) ? customResource : name);
  return { get, has: (name) => get(name) !== undefined };
}
