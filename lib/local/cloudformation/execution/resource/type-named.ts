import { AwsError } from '../../../http/aws-error';
import type { ResourceType } from '../../../resource/resource-type';
import type { Engine } from '../engine';

/** Throws AwsError for a type that this endpoint does not have, such as one from the state of a newer one. */
export function typeNamed(engine: Engine, name: string): ResourceType {
  const type = engine.types.get(name);
  if (!type) {
    throw new AwsError('GeneralServiceException', `This local endpoint has no resource type ${name}.`);
  }
  return type;
}
