import type { Stack } from '../ports/stacks';
import { stackState } from '../previews/stack-state';

/** Whether the database of a stack stands; a stack that never came to be is deleted and made anew. */
export function holdsData({ status }: Stack): boolean {
  return !['failed-creation', 'undeleted', 'deleted'].includes(stackState(status));
}
