import type { Properties, ResourceContext, ResourceState, ResourceType } from './resource-type';

/** A type of which there is nothing but a record: an id and attributes. */
export function recordedType<State>(
  type: string,
  make: (context: ResourceContext<State>, properties: Properties) => ResourceState,
): ResourceType<State> {
  return {
    type,
    mode: 'recorded',
    create: async (context, properties) => make(context, properties),
    update: async (_context, former) => former,
    delete: async () => undefined,
  };
}
