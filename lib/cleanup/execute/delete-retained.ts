import { PreviewError } from '../../errors';
import type { Retained, RetainedOwner, RetainedResource } from '../../ports/retained';

/**
 * Deletes log groups and snapshots of a preview that is gone, and looks again. Returns their names.
 *
 * @throws PreviewError `remains-left` when one is there again
 */
export async function deleteRetained(retained: Retained, owner: RetainedOwner): Promise<readonly string[]> {
  const found = await collect(retained.find(owner));
  if (found.length === 0) return [];
  for (const one of found) await retained.remove(one);
  const [again] = await collect(retained.find(owner));
  if (again === undefined) return found.map(({ name }) => name);
  throw new PreviewError('remains-left', `the ${again.kind} ${again.name} is there again`, { fault: 'world' });
}

async function collect(source: AsyncIterable<RetainedResource>): Promise<RetainedResource[]> {
  const found: RetainedResource[] = [];
  for await (const one of source) found.push(one);
  return found;
}
