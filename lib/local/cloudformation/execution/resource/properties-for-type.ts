import { checkProperties } from '../../../specification/check-properties';
import { resolveDynamicReferences } from '../../intrinsics/dynamic-references';
import { isRecord } from '../../template/is-record';
import type { Engine } from '../engine';

type Properties = Readonly<Record<string, unknown>>;

/** Evaluated properties as a resource type gets them: checked, scalars coerced, dynamic references resolved. */
export function propertiesForType(engine: Engine, logicalId: string, type: string, properties: Properties): Properties {
  const resolved = resolveDynamicReferences(checkProperties(logicalId, type, properties), {
    secret: (id, key) => engine.world.secrets.value(id, key),
    parameter: (name) => engine.world.parameters.value(name),
  });
  return isRecord(resolved) ? resolved : {};
}

/** The same for properties of the past: what a reference pointed to may be gone, and then stays as it stands. */
export function formerPropertiesForType(
  engine: Engine,
  logicalId: string,
  type: string,
  properties: Properties,
): Properties {
  try {
    return propertiesForType(engine, logicalId, type, properties);
  } catch {
    return properties;
  }
}
