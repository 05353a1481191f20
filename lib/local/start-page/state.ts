import type { StackStatus } from '../cloudformation/stacks/stack-status';
import type { BeanstalkInstance } from '../elastic-beanstalk/beanstalk';
import type { EnvironmentRecord } from '../elastic-beanstalk/records';

/** `good` it does what it is for, `busy` something is under way, `bad` a person should look, `rest` it does nothing and is meant to. */
export type Tone = 'good' | 'busy' | 'bad' | 'rest';

/** A state in words. */
export interface State {
  readonly tone: Tone;
  readonly word: string;
  /** What else there is to say, a piece each. @default nothing */
  readonly more?: readonly string[];
}

const underWay: Readonly<Record<string, string>> = {
  Launching: 'starting',
  Updating: 'changing',
  Terminating: 'going away',
};

/** How an app is, of its environment and the instances that stand behind it. */
export function appState(
  { status, health }: Pick<EnvironmentRecord, 'status' | 'health'>,
  instances: readonly Pick<BeanstalkInstance, 'lifecycle'>[],
): State {
  const busy = underWay[status];
  if (busy) return { tone: 'busy', word: busy };
  if (instances.length === 0) return { tone: 'rest', word: 'asleep', more: ['no instances'] };
  const aside = instances.filter(({ lifecycle }) => /Standby$/.test(lifecycle)).length;
  const more = [
    ...(instances.length > 1 ? [`${instances.length} instances`] : []),
    ...(aside > 0 ? [`${aside} taken out`] : []),
  ];
  if (aside === instances.length) return { tone: 'rest', word: 'out of service', more };
  if (health.colour === 'Green') return { tone: 'good', word: 'running', more };
  return health.colour === 'Grey'
    ? { tone: 'busy', word: 'not known yet', more }
    : { tone: 'bad', word: 'failing', more: [...more, ...health.causes] };
}

/** How a stack is, of its status. */
export const stackStates: Readonly<Record<StackStatus, State>> = {
  REVIEW_IN_PROGRESS: { tone: 'rest', word: 'planned' },
  CREATE_IN_PROGRESS: { tone: 'busy', word: 'being made' },
  CREATE_COMPLETE: { tone: 'good', word: 'ready' },
  CREATE_FAILED: { tone: 'bad', word: 'failed' },
  ROLLBACK_IN_PROGRESS: { tone: 'busy', word: 'rolling back' },
  ROLLBACK_COMPLETE: { tone: 'bad', word: 'never came up' },
  ROLLBACK_FAILED: { tone: 'bad', word: 'stuck' },
  UPDATE_IN_PROGRESS: { tone: 'busy', word: 'changing' },
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: { tone: 'busy', word: 'changing' },
  UPDATE_COMPLETE: { tone: 'good', word: 'ready' },
  UPDATE_FAILED: { tone: 'bad', word: 'failed' },
  UPDATE_ROLLBACK_IN_PROGRESS: { tone: 'busy', word: 'rolling back' },
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: { tone: 'busy', word: 'rolling back' },
  UPDATE_ROLLBACK_COMPLETE: { tone: 'bad', word: 'as before', more: ['its last update failed'] },
  UPDATE_ROLLBACK_FAILED: { tone: 'bad', word: 'stuck' },
  DELETE_IN_PROGRESS: { tone: 'busy', word: 'going away' },
  DELETE_FAILED: { tone: 'bad', word: 'not deleted' },
  DELETE_COMPLETE: { tone: 'rest', word: 'gone' },
};

const ofDatabases: Readonly<Record<string, State>> = {
  available: { tone: 'good', word: 'running' },
  stopping: { tone: 'busy', word: 'stopping' },
  stopped: { tone: 'rest', word: 'asleep' },
  starting: { tone: 'busy', word: 'starting' },
};

/** How a database or cache is. `recorded` ones have no server. */
export function serverState(status: string, recorded: boolean): State {
  return recorded
    ? { tone: 'rest', word: 'recorded only', more: ['no server runs it'] }
    : (ofDatabases[status] ?? { tone: 'busy', word: status });
}
