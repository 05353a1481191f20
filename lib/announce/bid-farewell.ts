import type { Clock } from '../ports/clock';
import type { Farewell } from '../ports/farewells';
import { commentMarker } from './comment-marker';
import { editComment } from './edit-comment';
import { environmentName } from './environment-name';
import { formerDeployments } from './former-deployments';
import { goneComment } from './gone-comment';
import { isUnfinished } from './is-unfinished';
import type { Outputs } from './outputs';

/** Of a branch that had more, the newest count. */
const pullRequestsAtMost = 10;

/**
 * Tells GitHub that a preview is gone: none of its deployments is active any more, and its comments say so. Says it again without harm.
 *
 * @returns numbers of the pull requests whose comment says it
 */
export async function bidFarewell(
  { outputs, clock }: { readonly outputs: Outputs; readonly clock: Clock },
  project: string,
  farewell: Farewell,
): Promise<readonly number[]> {
  const { targetId, branch } = farewell;
  const { deployments, pullRequests } = outputs;
  if (deployments) {
    for (const { id, state } of await formerDeployments(deployments, environmentName('preview', targetId))) {
      if (state !== 'success' && !isUnfinished(state)) continue;
      await deployments.setStatus(id, { state: 'inactive', description: 'The preview was taken away' });
    }
  }
  if (pullRequests === undefined) return [];
  const told: number[] = [];
  const comment = {
    marker: commentMarker(project, targetId),
    body: goneComment(project, farewell, clock.now()),
    make: false,
  };
  let looked = 0;
  for await (const { number } of pullRequests.ofBranch(branch, 'all')) {
    if (await editComment(pullRequests, number, comment)) told.push(number);
    looked += 1;
    if (looked >= pullRequestsAtMost) break;
  }
  return told;
}
