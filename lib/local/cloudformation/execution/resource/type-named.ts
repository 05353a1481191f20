import { ResourceFailure } from '../../../resource/resource-failure';
import type { ResourceType } from '../../../resource/resource-type';
import type { Engine } from '../engine';

/** Throws ResourceFailure for a type that this endpoint does not have, such as one from the state of a newer one. */
export function typeNamed(engine: Engine, name: string): ResourceType {
  const type = engine.types.get(name);
  if (!type) {
    throw new ResourceFailure(`This local endpoint has no resource type ${name}.`);
  }
  return type;
}
