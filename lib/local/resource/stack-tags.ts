import type { ResourceContext } from './resource-type';

/** A resource's tags with those by which CloudFormation marks what it makes. */
export function stackTags({
  stackId,
  stackName,
  logicalId,
  tags,
}: Pick<ResourceContext, 'stackId' | 'stackName' | 'logicalId' | 'tags'>): Readonly<Record<string, string>> {
  return {
    ...tags,
    'aws:cloudformation:stack-name': stackName,
    'aws:cloudformation:stack-id': stackId,
    'aws:cloudformation:logical-id': logicalId,
  };
}
