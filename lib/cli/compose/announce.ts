import type { DeployAnnouncer } from '../../announce/deploy-announcer';
import type { Outputs } from '../../announce/outputs';
import type { CleanupAnnounced, CleanupEnd } from '../../announce/removed/announce-cleanup';
import { SystemClock } from '../../machine/system-clock';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Invocation, OptionsOf } from '../command';
import type { noAnnounce } from '../flags';
import type { Session } from '../session';
import { gitHubOf } from './github';
import type { World } from './ports';

/** Where this run can announce something, whatever the settings want; each place is opened when it is first used. */
export interface Announcing extends Outputs {
  /** GitHub can be told, later too. */
  readonly github: boolean;
}

/**
 * Undefined when nothing can be announced, or shall be. In CI that is told when settings name a repository on GitHub: somebody expects it.
 */
export async function announcingOf(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  options: OptionsOf<typeof noAnnounce>,
  progress: Progress,
): Promise<Announcing | undefined> {
  if (options.announce === false) return undefined;
  const { SLACK_WEBHOOK_URL: address, GITHUB_TOKEN: token } = invocation.env;
  const { deployments, comment, commitStatus } = settings.values.announce;
  const wanted = session.file.github !== undefined && (deployments || comment || commitStatus);
  const github = wanted && token ? gitHubOf(invocation, session, progress) : undefined;
  if (wanted && !token && (await session.checkout.run().catch(() => undefined))) {
    progress.emit({ kind: 'announcing-off', because: 'GITHUB_TOKEN is not set' });
  }
  if (!github && !address) return undefined;
  return {
    github: github !== undefined,
    get deployments() {
      return github?.deployments;
    },
    get pullRequests() {
      return github?.pullRequests;
    },
    get commitStatuses() {
      return github?.commitStatuses;
    },
    get chat() {
      if (!address) return undefined;
      const { SlackWebhook } = require('../../slack/slack-webhook') as typeof import('../../slack/slack-webhook');
      return new SlackWebhook({ url: address, clock: new SystemClock(), signal: invocation.signal });
    },
  };
}

/** Who announces a deploy: give it the progress of the deploy, and its end. */
export function announcerOf(
  session: Session,
  settings: ResolvedSettings,
  { outputs, progress, kept }: { readonly outputs: Outputs; readonly progress: Progress; readonly kept: boolean },
): DeployAnnouncer {
  const module = require('../../announce/deploy-announcer') as typeof import('../../announce/deploy-announcer');
  const ports = { outputs, progress, checkout: session.checkout, clock: new SystemClock() };
  return new module.DeployAnnouncer(ports, settings, kept);
}

/** Announces what a cleanup or a destroy took away. */
export function announceRemovals(
  { stacks, removalNotices, clock, progress, checkout }: World,
  settings: ResolvedSettings,
  outputs: Outputs,
  end: CleanupEnd,
  signal: AbortSignal,
): Promise<CleanupAnnounced> {
  const module =
    require('../../announce/removed/announce-cleanup') as typeof import('../../announce/removed/announce-cleanup');
  return module.announceCleanup({ outputs, stacks, removalNotices, clock, progress, checkout }, settings, end, signal);
}

/** Tells the pull requests that wait for it where a preview answers; undefined when GitHub cannot be asked. */
export function introducePreview(
  { deployments, pullRequests }: Outputs,
  settings: ResolvedSettings,
): Promise<readonly number[]> | undefined {
  if (!deployments || !pullRequests) return undefined;
  const module = require('../../announce/comment/introduce') as typeof import('../../announce/comment/introduce');
  return module.introduce({ deployments, pullRequests, clock: new SystemClock() }, settings);
}
