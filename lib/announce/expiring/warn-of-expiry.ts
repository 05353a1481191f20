import { PreviewError } from '../../errors';
import type { Chat } from '../../ports/chat';
import type { Clock } from '../../ports/clock';
import type { PullRequests } from '../../ports/pull-requests';
import type { PreviewRecord, WarnedPlace } from '../../ports/record';
import type { Records } from '../../ports/records';
import { updateRecord } from '../../previews/update-record';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { keepDays, showStanding } from '../comment/show-standing';
import type { Known } from '../outputs';
import { type Expiring, saidOf, warnsInVain } from './expiring';
import { expiryMessage } from './expiry-message';

export interface WarnPorts extends Known {
  readonly records: Records;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly pullRequests?: PullRequests | undefined;
  readonly chat?: Chat | undefined;
}

export interface WarnRequest {
  /** Of previews. */
  readonly settings: ResolvedSettings;
  /** The bundle bucket. */
  readonly bucket: string;
  readonly expiring: readonly Expiring[];
  /** By AWS's clock. */
  readonly at: Date;
  /** Page of the run's log. @default none */
  readonly log?: string | undefined;
  /** Nothing new is begun from then on; the next run goes on. */
  readonly isOver: () => boolean;
}

export interface Warned {
  /** Raw names of the branches whose previews were warned of now, in one place at least. */
  readonly branches: readonly string[];
  readonly failures: readonly { readonly place: WarnedPlace; readonly error: PreviewError }[];
}

/**
 * Says once of each preview that expires soon that it will, on its pull requests and in the chat. The record is written before anything is said: who
 * cannot write it would say it each hour. A place that fails is taken out of it again, so that the next run tries it.
 */
export async function warnOfExpiry(ports: WarnPorts, request: WarnRequest): Promise<Warned> {
  const { settings, expiring, log, isOver } = request;
  const wanted: readonly WarnedPlace[] = [
    ...(ports.pullRequests ? ['comment' as const] : []),
    ...(ports.chat ? ['chat' as const] : []),
  ];
  const branches = new Set<string>();
  const failures: { place: WarnedPlace; error: PreviewError }[] = [];
  const attempt = async <T>(place: WarnedPlace, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      failures.push({ place, error });
      return undefined;
    }
  };
  const first = wanted[0];
  if (first === undefined) return { branches: [], failures };
  const chatted: Expiring[] = [];
  for (const one of expiring) {
    if (isOver()) break;
    const { preview } = one;
    if (warnsInVain(one)) await attempt('comment', () => takeBack(ports, request, one));
    if (!one.expiry.near || typeof preview.record === 'string') continue;
    const said = saidOf(preview.record.expiryWarning, one.expiry);
    if (wanted.every((place) => said.includes(place))) continue;
    const places = (await attempt(first, () => claim(ports, request, one, wanted))) ?? [];
    if (places.includes('chat')) chatted.push(one);
    if (!places.includes('comment')) continue;
    const pullRequests = await attempt('comment', () => comment(ports, request, one, true));
    if (pullRequests === undefined) await attempt('comment', () => giveBack(ports, request, one, 'comment'));
    else if (pullRequests.length > 0) {
      branches.add(preview.branch);
      ports.progress.emit({
        kind: 'expiry-announced',
        branch: preview.branch,
        goesAt: one.expiry.goesAt,
        pullRequests,
      });
    }
  }
  if (ports.chat && chatted.length > 0) {
    const { chat } = ports;
    const message = expiryMessage(
      settings.project,
      chatted.map((one) => ({ ...one, days: daysOf(request, one) })),
      log,
    );
    const posted = await attempt('chat', async () => {
      await chat.post(message);
      return true;
    });
    for (const one of chatted) {
      if (posted) branches.add(one.preview.branch);
      else await attempt('chat', () => giveBack(ports, request, one, 'chat'));
    }
  }
  return { branches: [...branches], failures };
}

const locationOf = ({ bucket }: WarnRequest, { preview: { targetId, stack } }: Expiring) => ({
  ...{ bucket, targetId, stackId: stack.id },
});

/** The places that are this run's to say it in; none when the record says something else than the plan was made of. */
async function claim(
  { records, clock }: WarnPorts,
  request: WarnRequest,
  one: Expiring,
  wanted: readonly WarnedPlace[],
): Promise<readonly WarnedPlace[]> {
  const planned = one.preview.record as PreviewRecord;
  let mine: readonly WarnedPlace[] = [];
  await updateRecord(records, locationOf(request, one), (now) => {
    mine = [];
    if (now === undefined || now.keepUntil !== planned.keepUntil || now.deploys[0]?.at !== planned.deploys[0]?.at) {
      return undefined;
    }
    const said = saidOf(now.expiryWarning, one.expiry);
    mine = wanted.filter((place) => !said.includes(place));
    if (mine.length === 0) return undefined;
    const goesAt = one.expiry.goesAt.toISOString();
    return { ...now, expiryWarning: { at: clock.now().toISOString(), goesAt, said: [...said, ...mine] } };
  });
  return mine;
}

/** What could not be said is the next run's. */
async function giveBack(
  { records }: WarnPorts,
  request: WarnRequest,
  one: Expiring,
  place: WarnedPlace,
): Promise<void> {
  await updateRecord(records, locationOf(request, one), (now) => {
    const warning = now?.expiryWarning;
    if (now === undefined || warning?.goesAt !== one.expiry.goesAt.toISOString()) return undefined;
    return { ...now, expiryWarning: { ...warning, said: warning.said.filter((other) => other !== place) } };
  });
}

/** The comment shows the preview as it stands, for it is kept. */
async function takeBack(ports: WarnPorts, request: WarnRequest, one: Expiring): Promise<void> {
  if (ports.pullRequests === undefined) return;
  await comment(ports, request, one, false);
  await updateRecord(ports.records, locationOf(request, one), (now) => {
    if (now === undefined) return undefined;
    const { expiryWarning: _, ...others } = now;
    return others;
  });
}

/** Writes the comment of a preview on its open pull requests. Returns their numbers. */
async function comment(
  { pullRequests, costs, links }: WarnPorts,
  { settings, at }: WarnRequest,
  { preview, expiry }: Expiring,
  make: boolean,
): Promise<readonly number[]> {
  if (pullRequests === undefined) return [];
  return showStanding({ pullRequests, costs, links }, settings, { preview, at, make, ...(expiry.near && { expiry }) });
}

function daysOf({ settings, at }: WarnRequest, { preview, expiry }: Expiring): number | undefined {
  return keepDays(settings, preview, at, expiry.goesAt);
}
