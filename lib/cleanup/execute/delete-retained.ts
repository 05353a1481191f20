import { PreviewError } from '../../errors';
import type { Remain, Remains, RemainsOwner } from '../../ports/retained';

/**
 * Deletes log groups and snapshots of a preview that is gone, and looks again. Returns their names.
 *
 * @throws PreviewError `remains-left` when one is there again
 */
export async function sweepRemains(remains: Remains, owner: RemainsOwner): Promise<readonly string[]> {
  const found = await collect(remains.find(owner));
  if (found.length === 0) return [];
  for (const remain of found) await remains.remove(remain);
  const [again] = await collect(remains.find(owner));
  if (again === undefined) return found.map(({ name }) => name);
  throw new PreviewError('remains-left', `the ${again.kind} ${again.name} is there again`, { fault: 'world' });
}

async function collect(source: AsyncIterable<Remain>): Promise<Remain[]> {
  const found: Remain[] = [];
  for await (const remain of source) found.push(remain);
  return found;
}
