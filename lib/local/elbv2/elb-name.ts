import { generatedName } from '../resource/generated-name';
import type { ResourceContext } from '../resource/resource-type';

/** At most 32 characters, and none of the hyphens at an end. */
export function elbName(context: ResourceContext): string {
  return generatedName(context, 32).replace(/^-+|^internal-/, '');
}
