import { generatedName } from './generated-name';
import type { ResourceContext } from './resource-type';

/** At most 32 characters, and none of the hyphens at an end. */
export function elbName(context: ResourceContext): string {
  return generatedName(context, 32).replace(/^-+|^internal-/, '');
}
