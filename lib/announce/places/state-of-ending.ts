import { duration } from '../../text/duration';
import { visible } from '../../text/visible';
import type { Ending } from '../ending';

/** An end as GitHub's deployments and commit statuses know it. */
export interface EndState {
  readonly state: 'success' | 'failure' | 'error';
  readonly description: string;
}

export function stateOfEnding(ending: Ending): EndState {
  switch (ending.kind) {
    case 'ready':
      return { state: 'success', description: `Ready in ${duration(ending.running.milliseconds)}` };
    case 'vanished':
      return { state: 'error', description: 'The branch was deleted meanwhile; cleanup takes the preview away' };
    case 'failed':
      return { state: 'failure', description: visible(ending.because) };
    case 'interrupted':
      return { state: 'error', description: 'The run was stopped; the next run goes on from there' };
    case 'skipped':
      return { state: 'success', description: `No preview: the branch matches ${visible(ending.pattern)}` };
  }
}
