import { PreviewError } from '../../errors';
import { applicationNames } from '../../naming/resource-names';
import type { Checkout } from '../../ports/checkout';
import type { Records } from '../../ports/records';
import type { RemovalNotice } from '../../ports/removal-notices';
import { applicationOf } from '../../previews/application-of';
import { previewPrefix } from '../../previews/preview';
import type { RemovalResult } from '../../previews/removal-result';
import type { ResolvedSettings } from '../../settings/resolve';
import { webAddress } from '../../text/markdown';
import { introduceAll } from '../comment/introduce';
import type { AnnounceFailure, AnnouncePlace } from '../events';
import type { Expiring } from '../expiring/expiring';
import { warnOfExpiry } from '../expiring/warn-of-expiry';
import { wantedOutputs } from '../outputs';
import { type CleanupNews, cleanupMessage } from './cleanup-message';
import { closeStale } from './close-stale';
import { type RemovalNoticePorts, sendRemovalNotices } from './send-removal-notices';

export interface CleanupAnnouncePorts extends RemovalNoticePorts {
  readonly checkout: Checkout;
  readonly records: Records;
}

/** What a cleanup ended with, or a destroy. */
export interface CleanupEnd extends Omit<CleanupNews, 'deleted'> {
  readonly results: readonly RemovalResult[];
  /** Raw names of branches whose previews stay. @default not looked up */
  readonly staying?: readonly string[];
  /** Previews whose expiry is known. @default not looked up */
  readonly expiring?: readonly Expiring[];
  /** When that was looked up, by AWS's clock. @default now */
  readonly at?: Date;
}

/** What was announced. */
export interface CleanupAnnounced {
  /** Ids of the previews that GitHub now shows as gone. */
  readonly gone: readonly string[];
  /** Numbers of the pull requests that got their first comment now, because they were opened after the deploy. */
  readonly introduced: readonly number[];
  readonly chat: boolean;
  /** Raw names of the branches whose previews were warned of: they expire soon. @default none */
  readonly warned?: readonly string[];
  readonly failed: readonly AnnounceFailure[];
}

/** Content is created at a pace that GitHub allows: a few previews a minute. What is left waits for the next run. */
const tellingMs = 5 * 60_000;

/**
 * Announces on GitHub and in the chat what a cleanup, or a destroy of a preview, deleted. Each place is tried by itself. A failure becomes an
 * event, and the next run tries again.
 *
 * @param signal of an interruption: nothing new is sent to GitHub after it
 */
export async function announceCleanup(
  ports: CleanupAnnouncePorts,
  settings: ResolvedSettings,
  { results, staying = [], expiring = [], at, ...news }: CleanupEnd,
  signal?: AbortSignal,
): Promise<CleanupAnnounced> {
  const outputs = wantedOutputs(ports.outputs, settings.values.announce);
  const { deployments, pullRequests, chat, costs, links } = outputs;
  const { project } = settings;
  const now = ports.clock.now();
  const isOver = () => signal?.aborted === true || ports.clock.now().getTime() >= now.getTime() + tellingMs;
  const deleted = results.filter(({ outcome }) => outcome === 'deleted');
  const said = {
    gone: [] as readonly string[],
    introduced: [] as readonly number[],
    chat: false,
    failed: [] as AnnounceFailure[],
  };
  const bucket = async () => {
    const name = applicationNames(project, 'staging').stackName;
    return applicationOf(await ports.stacks.find(name), 'staging', settings.values.region)?.bundleBucket;
  };
  let warned: readonly string[] = [];
  const attempt = async (place: AnnouncePlace, work: () => Promise<PreviewError | undefined>) => {
    const failure = await work().catch(expected);
    if (failure === undefined) return;
    const { message: because, hint } = failure;
    const entry = { place, because, ...(hint !== undefined && { hint }) };
    said.failed.push(entry);
    ports.progress.emit({ kind: 'not-announced', ...entry });
  };
  if (deployments || pullRequests) {
    await attempt(deployments ? 'deployment' : 'comment', async () => {
      // Without an application stack there is no bucket, and no preview of which anything was noted.
      const noticed = await bucket();
      if (noticed === undefined) return undefined;
      const also = deleted.flatMap((result) => removalNoticeOf(project, result, now) ?? []);
      const request = { settings, bucket: noticed, also, isOver };
      const { gone, failure } = await sendRemovalNotices({ ...ports, outputs }, request);
      said.gone = gone;
      return failure;
    });
  }
  if (deployments) await attempt('deployment', () => closeStale({ ...ports, deployments }, isOver));
  if (expiring.length > 0) {
    await attempt(pullRequests ? 'comment' : 'chat', async () => {
      const held = await bucket();
      if (held === undefined) return undefined;
      const log = webAddress((await ports.checkout.run())?.url);
      const request = { settings, bucket: held, expiring, at: at ?? now, log, isOver };
      const { branches, failures } = await warnOfExpiry({ ...ports, ...{ pullRequests, chat, costs, links } }, request);
      warned = branches;
      for (const { place, error } of failures) await attempt(place, async () => error);
      return undefined;
    });
  }
  if (deployments && pullRequests) {
    await attempt('comment', async () => {
      const all = { ...ports, deployments, pullRequests, costs, links };
      const { introduced, failure } = await introduceAll(all, settings, { staying, isOver });
      said.introduced = introduced;
      return failure;
    });
  }
  if (chat) {
    await attempt('chat', async () => {
      const log = webAddress((await ports.checkout.run())?.url);
      const names = deleted.map(({ branch, stackName, because }) => ({ name: branch ?? stackName, because }));
      const message = cleanupMessage(project, { deleted: names, ...news }, log);
      if (message === undefined) return undefined;
      await chat.post(message);
      said.chat = true;
      return undefined;
    });
  }
  return { ...said, ...(warned.length > 0 && { warned }) };
}

function removalNoticeOf(project: string, result: RemovalResult, now: Date): RemovalNotice | undefined {
  const { branch, stackName, stackId, because } = result;
  if (branch === undefined) return undefined;
  const targetId = stackName.slice(previewPrefix(project).length);
  return { targetId, branch, stackName, stackId, because, since: now.toISOString() };
}

function expected(error: unknown): PreviewError {
  if (error instanceof PreviewError) return error;
  throw error;
}
