import type { Stack } from '../ports/stacks';

/** When CloudFormation last began to change a stack; when it made it, if nothing changed since. */
export function lastChange({ updatedAt, createdAt }: Pick<Stack, 'updatedAt' | 'createdAt'>): Date {
  return updatedAt ?? createdAt;
}
