import type { Properties, ResourceContext, ResourceState, ResourceType } from './resource-type';

/** A type of which there is nothing but a record: an id and attributes. */
export function recordedType(
  type: string,
  make: (context: ResourceContext, properties: Properties) => ResourceState,
): ResourceType {
  return {
    type,
    mode: 'recorded',
    create: async (context, properties) => make(context, properties),
    update: async (_context, former) => former,
    delete: async () => undefined,
  };
}
