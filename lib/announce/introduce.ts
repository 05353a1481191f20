import { namesOf } from '../naming/resource-names';
import type { Clock } from '../ports/clock';
import type { Deployments } from '../ports/deployments';
import type { PullRequests } from '../ports/pull-requests';
import type { ResolvedSettings } from '../settings/resolve';
import { commentBody } from './comment-body';
import { commentMarker } from './comment-marker';
import { environmentName } from './environment-name';
import { makeComment } from './make-comment';

export interface IntroducePorts {
  readonly deployments: Deployments;
  readonly pullRequests: PullRequests;
  readonly clock: Clock;
}

/**
 * Tells the pull requests that were opened after a preview was deployed where it answers; those that have their comment are left alone. It
 * asks GitHub alone: what was deployed last stands in its deployments.
 *
 * @param settings of the preview
 * @returns numbers of the pull requests that were told
 */
export async function introduce(ports: IntroducePorts, settings: ResolvedSettings): Promise<readonly number[]> {
  const { pullRequests, clock } = ports;
  const { project, target, branch } = settings;
  const { targetId } = namesOf(project, target);
  const marker = commentMarker(project, targetId);
  const waiting: number[] = [];
  for await (const { number } of pullRequests.ofBranch(branch, 'open')) {
    if (!(await hasComment(pullRequests, number, marker))) waiting.push(number);
  }
  if (waiting.length === 0) return [];

  const environment = environmentName(target.kind, targetId);
  const newest = await newestOf(ports.deployments, environment);
  const status = newest && (await ports.deployments.status(newest.id));
  // Whoever is at work on it tells of the end.
  if (newest === undefined || status?.state !== 'success' || status.url === undefined) return [];
  const { commit, createdAt } = newest;
  const { url, logUrl } = status;
  const run = logUrl === undefined ? {} : { run: { url: logUrl } };
  const subject = { settings, target, targetId, environment, branch, commit, url, ...run };
  const body = commentBody(subject, { kind: 'standing', url, since: createdAt }, clock.now());
  for (const number of waiting) await makeComment(pullRequests, number, { marker, body });
  return waiting;
}

async function hasComment(pullRequests: PullRequests, number: number, marker: string): Promise<boolean> {
  for await (const _ of pullRequests.ownComments(number, marker)) return true;
  return false;
}

async function newestOf(deployments: Deployments, environment: string) {
  for await (const deployment of deployments.list({ environment })) return deployment;
  return undefined;
}
