import type { DeploymentState } from '../ports/deployments';

/** Whether a deployment still says that somebody works on it; one without any state was cut short right after it was made. */
export function isUnfinished(state: DeploymentState | undefined): boolean {
  return state === undefined || state === 'in_progress' || state === 'pending' || state === 'queued';
}
