import type { DeployAnnouncer } from '../../announce/deploy-announcer';
import type { Announced } from '../../announce/events';
import type { Outputs } from '../../announce/outputs';
import type { CleanupAnnounced, CleanupEnd } from '../../announce/removed/announce-cleanup';
import { costWords, dailyCost } from '../../cost/of-target';
import { lazily } from '../../lazily';
import { SystemClock } from '../../machine/system-clock';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Invocation, OptionsOf } from '../command';
import type { noAnnounce } from '../flags';
import type { Session } from '../session';
import { gitHubOf, webOf } from './github';
import type { Ports } from './ports';
import { openPricesOrWarn } from './prices';

/** Where this run can announce something, whatever the settings want; each place is opened when it is first used. */
export interface Announcing extends Outputs {
  /** Whether GitHub can be written to, later too. */
  readonly github: boolean;
}

/**
 * Undefined when this run can announce nothing, or must not. In CI an event says so when settings name a repository on GitHub: its team
 * expects announcements.
 */
export async function announcingOf(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  options: OptionsOf<typeof noAnnounce>,
  progress: Progress,
): Promise<Announcing | undefined> {
  if (options.announce === false) return undefined;
  const { SLACK_WEBHOOK_URL: url, GITHUB_TOKEN: token } = invocation.env;
  const { deployments, comment, commitStatus } = settings.values.announce;
  const wanted = session.file.github !== undefined && (deployments || comment || commitStatus);
  const github = wanted && token ? gitHubOf(invocation, session, progress) : undefined;
  if (wanted && !token && (await session.checkout.run().catch(() => undefined))) {
    progress.emit({ kind: 'announcing-off', because: 'GITHUB_TOKEN is not set' });
  }
  if (!github && !url) return undefined;
  const pricesOf = github && (await openPricesOrWarn(session));
  const web = webOf(invocation.env);
  const isAws = asksAws(invocation);
  return lazily<Announcing>({
    github: () => github !== undefined,
    ...(github && {
      deployments: () => github.deployments,
      pullRequests: () => github.pullRequests,
      commitStatuses: () => github.commitStatuses,
    }),
    links: () => (of: ResolvedSettings) => workflows.linksOf(of, { web, isAws }),
    ...(pricesOf && {
      costs: () => (of: ResolvedSettings) => costWords(dailyCost(of, pricesOf(of.values.region)), of),
    }),
    ...(url && {
      chat: () => new workflows.SlackWebhook({ url, clock: new SystemClock(), signal: invocation.signal }),
    }),
  });
}

/** Whether it is AWS that answers. The SDK is sent elsewhere by one variable for all services, or by one of a service. */
export function asksAws({ env, endpoint }: Pick<Invocation, 'env' | 'endpoint'>): boolean {
  return !endpoint && !Object.entries(env).some(([name, value]) => name.startsWith('AWS_ENDPOINT_URL') && value);
}

/** Announces a deploy: it takes the progress of the deploy, and its end. */
export function announcerOf(
  session: Session,
  settings: ResolvedSettings,
  { outputs, progress, kept }: { readonly outputs: Outputs; readonly progress: Progress; readonly kept: boolean },
): DeployAnnouncer {
  const ports = { outputs, progress, checkout: session.checkout, clock: new SystemClock() };
  return new workflows.DeployAnnouncer(ports, settings, kept);
}

/** Announces what a cleanup or a destroy took away. */
export function announceRemovals(
  { stacks, records, removalNotices, clock, progress, checkout }: Ports,
  settings: ResolvedSettings,
  outputs: Outputs,
  end: CleanupEnd,
  signal: AbortSignal,
): Promise<CleanupAnnounced> {
  return workflows.announceCleanup(
    { outputs, stacks, records, removalNotices, clock, progress, checkout },
    settings,
    end,
    signal,
  );
}

/** Says on GitHub that a preview sleeps, or is awake again. Undefined when nothing was to be tried. */
export async function announceSleepOf(
  { account, stacks, records, repository, clock, progress }: Ports,
  settings: ResolvedSettings,
  outputs: Announcing | undefined,
): Promise<Announced | undefined> {
  if (!outputs?.github) return undefined;
  return workflows.announceSleep({ outputs, account, stacks, records, repository, clock, progress }, settings);
}

/** Comments where a preview answers on the pull requests that wait for it; undefined when GitHub cannot be asked. */
export function introducePreview(
  { deployments, pullRequests, costs, links }: Outputs,
  settings: ResolvedSettings,
): Promise<readonly number[]> | undefined {
  if (!deployments || !pullRequests) return undefined;
  return workflows.introduce({ deployments, pullRequests, costs, links, clock: new SystemClock() }, settings);
}

interface Workflows
  extends Pick<typeof import('../../announce/deploy-announcer'), 'DeployAnnouncer'>,
    Pick<typeof import('../../announce/removed/announce-cleanup'), 'announceCleanup'>,
    Pick<typeof import('../../announce/asleep/announce-sleep'), 'announceSleep'>,
    Pick<typeof import('../../announce/comment/introduce'), 'introduce'>,
    Pick<typeof import('../../announce/links'), 'linksOf'>,
    Pick<typeof import('../../slack/slack-webhook'), 'SlackWebhook'> {}

/** Each is loaded when it is first used: most runs announce nothing. */
const workflows = lazily<Workflows>({
  DeployAnnouncer: () => require('../../announce/deploy-announcer').DeployAnnouncer,
  announceCleanup: () => require('../../announce/removed/announce-cleanup').announceCleanup,
  announceSleep: () => require('../../announce/asleep/announce-sleep').announceSleep,
  introduce: () => require('../../announce/comment/introduce').introduce,
  linksOf: () => require('../../announce/links').linksOf,
  SlackWebhook: () => require('../../slack/slack-webhook').SlackWebhook,
});
