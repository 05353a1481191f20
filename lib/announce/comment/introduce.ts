import { PreviewError } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import type { Clock } from '../../ports/clock';
import type { Deployments } from '../../ports/deployments';
import type { PullRequests } from '../../ports/pull-requests';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { asleepOf } from '../asleep/sleep-status';
import type { Known } from '../outputs';
import { environmentName, knownOf } from '../subject';
import { commentBody } from './comment-body';
import { commentMarker, makeComment } from './write-comment';

export interface IntroducePorts extends Known {
  readonly deployments: Deployments;
  readonly pullRequests: PullRequests;
  readonly clock: Clock;
}

/**
 * Comments on the pull requests that were opened after a preview was deployed and have no comment yet. What was deployed last is read from
 * GitHub's deployments.
 *
 * @param settings of the preview
 * @returns numbers of the pull requests that got a comment
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
  // A deploy at work comments at its end.
  if (newest === undefined || status?.state !== 'success' || status.url === undefined) return [];
  const { commit, createdAt } = newest;
  const { url, logUrl } = status;
  const run = logUrl === undefined ? {} : { run: { url: logUrl } };
  const subject = { settings, target, targetId, environment, branch, commit, url, ...run, ...knownOf(ports, settings) };
  const state = { kind: 'standing', url, since: createdAt, asleep: asleepOf(status) } as const;
  const body = commentBody(subject, state, clock.now());
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

/** Each costs a request at least; a pull request is seldom opened long after the first deploy of its branch. */
const lookedAtMost = 50;

/**
 * The same for all previews that stay, until the deadline.
 *
 * @returns numbers of the pull requests that got a comment, and the first failure
 */
export async function introduceAll(
  ports: IntroducePorts & { readonly progress: Progress },
  settings: ResolvedSettings,
  request: { readonly staying: readonly string[]; readonly isOver: () => boolean },
): Promise<{ readonly introduced: readonly number[]; readonly failure: PreviewError | undefined }> {
  const introduced: number[] = [];
  let failure: PreviewError | undefined;
  for (const branch of request.staying.slice(0, lookedAtMost)) {
    if (request.isOver()) break;
    try {
      const pullRequests = await introduce(ports, { ...settings, target: { kind: 'preview', branch }, branch });
      if (pullRequests.length > 0) ports.progress.emit({ kind: 'introduced', branch, pullRequests });
      introduced.push(...pullRequests);
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      failure ??= error;
    }
  }
  return { introduced, failure };
}
