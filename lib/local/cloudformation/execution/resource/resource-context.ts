import type { ResourceContext } from '../../../resource/resource-type';
import { specificationOf } from '../../../specification/specification';
import type { ResourceRecord } from '../../stacks/stack';
import { isRecord } from '../../template/is-record';
import type { Operation } from '../engine';

type Tags = Readonly<Record<string, string>>;

/** What a resource type may use while it works for this stack. */
export function resourceContext(
  { engine, stack }: Operation,
  { logicalId, type }: Pick<ResourceRecord, 'logicalId' | 'type'>,
  tags: Tags,
  signal: AbortSignal,
): ResourceContext<never> {
  return {
    // Which part of the cloud a type acts on, the list of services has checked.
    world: engine.world as never,
    stackId: stack.id,
    stackName: stack.name,
    logicalId,
    resourceType: type,
    region: stack.region,
    accountId: engine.world.accountId,
    tags,
    signal,
  };
}

/** The stack's tags with the resource's own over them; a type without tags gets none, so that a change of them does not touch it. */
export function tagsOf(type: string, stackTags: Tags, properties: Readonly<Record<string, unknown>>): Tags {
  const specification = specificationOf(type);
  if (specification && specification.tagProperty === undefined) {
    return {};
  }
  const own = properties[specification?.tagProperty ?? 'Tags'];
  if (Array.isArray(own)) {
    const pairs = own.filter(isRecord).map((tag) => [String(tag.Key), String(tag.Value)] as const);
    return { ...stackTags, ...Object.fromEntries(pairs) };
  }
  return isRecord(own) ? { ...stackTags, ...(own as Tags) } : stackTags;
}
