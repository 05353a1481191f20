import { randomLetters, upperAndDigits } from './random-letters';
import type { ResourceContext } from './resource-type';

/**
 * A physical name as CloudFormation makes one up: stack, logical id and 12 random characters, the first two cut alike when the
 * whole would be longer than `limit`.
 */
export function generatedName(
  { stackName, logicalId }: Pick<ResourceContext, 'stackName' | 'logicalId'>,
  limit: number,
): string {
  const random = randomLetters(12, upperAndDigits);
  const room = limit - random.length - 2;
  const half = Math.floor(room / 2);
  const stack = stackName.slice(0, Math.max(half, room - logicalId.length));
  const name = `${stack}-${logicalId.slice(0, room - stack.length)}-${random}`;
  // Cutting may leave a hyphen at the cut, and some services take no two in a row.
  return name.replace(/-{2,}/g, '-');
}
