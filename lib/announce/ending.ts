import { duration } from '../text/duration';
import { visible } from '../text/visible';

/** How a deploy ended, as far as it is announced. A part of `DeployOutcome`. */
export type DeployEnd =
  | { readonly kind: 'skipped'; readonly pattern: string }
  | { readonly kind: 'foreign' | 'branch-gone' | 'superseded' }
  | ({ readonly kind: 'deployed' | 'branch-vanished' } & LiveTarget);

/** What runs now. */
export interface LiveTarget {
  readonly url: string;
  /** URL of each public service. */
  readonly urls: Readonly<Record<string, string>>;
  /** Full SHA. */
  readonly commit: string;
  readonly operation: 'created' | 'updated' | 'unchanged';
  readonly data: 'seeded' | 'kept';
  /** ISO time at which the stack was made. */
  readonly since: string;
  /** ISO time until which cleanup keeps it. @default none */
  readonly keepUntil?: string;
  readonly milliseconds: number;
}

/** An end that is announced. */
export type Ending =
  | { readonly kind: 'ready'; readonly running: LiveTarget }
  | { readonly kind: 'vanished'; readonly running: LiveTarget }
  | { readonly kind: 'failed' | 'interrupted'; readonly because: string; readonly hint?: string }
  | { readonly kind: 'skipped'; readonly pattern: string };

export function endingOf(end: DeployEnd): Ending | undefined {
  switch (end.kind) {
    case 'deployed':
      return { kind: 'ready', running: end };
    case 'branch-vanished':
      return { kind: 'vanished', running: end };
    case 'skipped':
      return { kind: 'skipped', pattern: end.pattern };
    default:
      return undefined;
  }
}

/** An end as GitHub's deployments and commit statuses know it. */
export interface EndState {
  readonly state: 'success' | 'failure' | 'error';
  readonly description: string;
}

/** @param back on a rollback, in words */
export function stateOfEnding(ending: Ending, back?: string): EndState {
  switch (ending.kind) {
    case 'ready':
      return {
        state: 'success',
        description: `${back === undefined ? 'Ready' : `Rolled ${back}, ready`} in ${duration(ending.running.milliseconds)}`,
      };
    case 'vanished':
      return { state: 'error', description: 'The branch was deleted meanwhile; cleanup takes the preview away' };
    case 'failed':
      return {
        state: 'failure',
        description: `${back === undefined ? '' : 'The rollback failed: '}${visible(ending.because)}`,
      };
    case 'interrupted':
      return { state: 'error', description: 'The run was stopped; the next run goes on from there' };
    case 'skipped':
      return { state: 'success', description: `No preview: the branch matches ${visible(ending.pattern)}` };
  }
}
