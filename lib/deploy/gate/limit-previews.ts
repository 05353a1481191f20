import { PreviewError } from '../../errors';
import type { Stack } from '../../ports/stacks';
import { type Owner, previewOf } from '../../previews/preview';
import { lastChange } from '../../stacks/last-change';

const named = 3;

/**
 * Makes sure that one more preview is allowed.
 *
 * @throws PreviewError `too-many-previews`, naming the oldest
 */
export function limitPreviews(stacks: readonly Stack[], owner: Owner, maxPreviews: number): void {
  const previews = stacks
    .filter(({ status }) => status !== 'DELETE_IN_PROGRESS')
    .flatMap((stack) => previewOf(stack, owner) ?? []);
  if (previews.length < maxPreviews) return;
  const oldest = previews
    .sort((a, b) => lastChange(a.stack).getTime() - lastChange(b.stack).getTime())
    .slice(0, named)
    .map((preview) => preview.branch);
  throw new PreviewError(
    'too-many-previews',
    `There are ${previews.length} previews already, and settings allow ${maxPreviews}; the longest untouched: ${oldest.join(', ')}`,
    { fault: 'world', hint: 'Delete branches that are done and run cleanup, destroy a preview, or raise maxPreviews.' },
  );
}
