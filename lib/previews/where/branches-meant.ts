import { nearest } from '../../naming/nearest';
import type { Target } from '../../naming/target';
import type { Stacks } from '../../ports/stacks';
import { collect } from '../listing';
import { type Owner, previewOf } from '../preview';

/**
 * Branches with a preview that were probably meant, the nearest first, 3 at most. None when stacks cannot be listed: that there is nothing of this
 * name is answer enough.
 */
export async function branchesMeant(
  stacks: Pick<Stacks, 'list'>,
  target: Target,
  owner: Owner | undefined,
): Promise<string[]> {
  if (owner === undefined || target.kind !== 'preview') return [];
  const { items } = await collect(stacks.list());
  const branches = items.flatMap((stack) => previewOf(stack, owner)?.branch ?? []);
  return nearest(target.branch, branches).slice(0, 3);
}
