import type { Stack, StackEvent, StackResource } from '../../lib/ports/stacks';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One stack of the fake, with what its public face does not show. */
export interface FakeStackState {
  stack: Mutable<Stack>;
  resources: StackResource[];
  /** Oldest first. */
  events: StackEvent[];
  template: string;
  keepOnFailure: boolean;
  /** What an update that fails goes back to. */
  former?: { readonly template: string; readonly tags: Readonly<Record<string, string>> };
}

/** What shall go wrong in the next operation on a stack. */
export interface PlannedFailure {
  readonly operation: 'create' | 'update' | 'delete';
  readonly logicalId: string;
  readonly type: string;
  readonly reason: string;
}

const endings = {
  create: { good: 'CREATE_COMPLETE', bad: 'ROLLBACK_COMPLETE', kept: 'CREATE_FAILED' },
  update: { good: 'UPDATE_COMPLETE', bad: 'UPDATE_ROLLBACK_COMPLETE', kept: 'UPDATE_ROLLBACK_COMPLETE' },
  delete: { good: 'DELETE_COMPLETE', bad: 'DELETE_FAILED', kept: 'DELETE_FAILED' },
} as const;

/** The state in which an operation ends, as on AWS. */
export function endingOf(operation: keyof typeof endings, failed: boolean, kept: boolean): string {
  const ending = endings[operation];
  if (!failed) return ending.good;
  return kept ? ending.kept : ending.bad;
}

/** The resources of a template as they look once they exist. */
export function resourcesOf(template: string, stackName: string, status: string): StackResource[] {
  const parsed = JSON.parse(template) as { Resources?: Record<string, { Type: string }> };
  return Object.entries(parsed.Resources ?? {}).map(([logicalId, { Type }]) => ({
    logicalId,
    physicalId: `${stackName}-${logicalId}`.toLowerCase(),
    type: Type,
    status,
  }));
}
