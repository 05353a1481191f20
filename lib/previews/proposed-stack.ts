import { survivable } from '../errors';
import type { Stack, Stacks } from '../ports/stacks';
import { previewPrefix } from './preview';

/**
 * The stack with the tags of the change sets that wait at it, when it was never more than a proposal: CloudFormation shows the tags of a new stack
 * only once a change set is executed (LocalStack, `test_stack_description_lifecycle`, recorded 9 September 2025), so what an interrupted first deploy leaves looks like anybody's. The stack as
 * it is when it holds something, when no change set says whose it is, or when they disagree.
 */
export async function withProposedTags(stacks: Stacks, stack: Stack, project: string): Promise<Stack> {
  const untold = stack.status === 'REVIEW_IN_PROGRESS' && Object.keys(stack.tags).length === 0;
  if (!untold || stack.parentId !== undefined || !stack.name.startsWith(previewPrefix(project))) return stack;
  try {
    const proposed: Readonly<Record<string, string>>[] = [];
    for await (const tags of stacks.proposals(stack.id)) proposed.push(tags);
    const [tags] = proposed;
    if (tags === undefined || new Set(proposed.map((one) => JSON.stringify(Object.entries(one).sort()))).size > 1)
      return stack;
    for await (const _ of stacks.resources(stack.id)) return stack;
    return { ...stack, tags };
  } catch (error) {
    survivable(error);
    return stack;
  }
}
