import type { DeploymentState, Deployments } from '../../ports/deployments';

/** Each costs a request; what is older was ended by the runs before. */
const lookedAtMost = 10;

/** A deployment whose run has ended or was cut short, with the state that it still shows. */
export interface Former {
  readonly id: number;
  readonly state: DeploymentState | undefined;
}

/** Earlier deployments of an environment, newest first, a few of them. */
export async function formerDeployments(
  deployments: Deployments,
  environment: string,
  before: number = Number.POSITIVE_INFINITY,
): Promise<readonly Former[]> {
  const found: Former[] = [];
  for await (const { id } of deployments.list({ environment })) {
    if (id >= before) continue;
    found.push({ id, state: (await deployments.status(id))?.state });
    if (found.length >= lookedAtMost) break;
  }
  return found;
}

/** True when a deployment still shows a run at work. One without any state was cut short right after it was made. */
export function isUnfinished(state: DeploymentState | undefined): boolean {
  return state === undefined || state === 'in_progress' || state === 'pending' || state === 'queued';
}
