import { environmentOutputs } from '../../facts/environment-outputs';
import type { PullRequests } from '../../ports/pull-requests';
import type { PreviewRecord } from '../../ports/record';
import { daysToKeep, keepingOf } from '../../previews/keeping';
import type { Expiry } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { asleepText } from '../../previews/record/asleep-text';
import { lastWork } from '../../previews/record/last-work';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Known } from '../outputs';
import { environmentName, knownOf } from '../subject';
import { type CommentState, commentBody } from './comment-body';
import { commentMarker, editComment } from './write-comment';

/** A preview as it stands. */
export type StandingPreview = Pick<Preview, 'branch' | 'targetId' | 'stack' | 'record'>;

/**
 * Writes the comment of a preview on its open pull requests: awake or asleep, and whether it goes soon.
 *
 * @param settings of previews
 * @param shown `expiry` when its comment warns; `make`: also where there is no comment yet
 * @returns numbers of the pull requests that have it
 */
export async function showStanding(
  { pullRequests, ...known }: Known & { readonly pullRequests: PullRequests },
  settings: ResolvedSettings,
  shown: {
    readonly preview: StandingPreview;
    /** By AWS's clock. */
    readonly at: Date;
    readonly expiry?: Expiry;
    readonly make: boolean;
  },
): Promise<readonly number[]> {
  const { preview, at, expiry, make } = shown;
  const { branch, targetId, stack } = preview;
  const target = { kind: 'preview', branch } as const;
  const record = typeof preview.record === 'string' ? undefined : preview.record;
  const own = { ...settings, target, branch };
  const subject = {
    ...{ settings: own, target, targetId, branch, commit: record?.commit ?? '' },
    ...knownOf(known, own),
    environment: environmentName('preview', targetId),
  };
  const deployed = record?.deploys[0];
  const common = {
    url: stack.outputs[environmentOutputs.url],
    since: deployed ? new Date(deployed.at) : stack.createdAt,
    asleep: record?.sleep && asleepText(record.sleep),
    failed: record && failureSince(record),
  };
  const state: CommentState = expiry
    ? { kind: 'expiring', ...common, expiry, keepDays: keepDays(settings, preview, at, expiry.goesAt) }
    : { kind: 'standing', ...common, keepUntil: record && keptUntil(settings, preview, record, at) };
  const body = commentBody(subject, state, at);
  const marker = commentMarker(settings.project, targetId);
  const written: number[] = [];
  for await (const { number } of pullRequests.ofBranch(branch, 'open')) {
    if (await editComment(pullRequests, number, { marker, body, make })) written.push(number);
  }
  return written;
}

/** For how many days a preview that goes can be kept. */
export function keepDays(
  { values }: ResolvedSettings,
  { stack, record }: StandingPreview,
  at: Date,
  goesAt: Date,
): number | undefined {
  return daysToKeep({ createdAt: lastWork(stack, record, at) }, values.cleanup.maxKeepDays, at, goesAt);
}

function keptUntil(
  { values }: ResolvedSettings,
  { stack }: StandingPreview,
  record: PreviewRecord,
  at: Date,
): string | undefined {
  const since = { createdAt: lastWork(stack, record, at) };
  return keepingOf(since, record.keepUntil, values.cleanup.maxKeepDays)?.until.toISOString();
}

/** This comment takes the place of the one that said so. */
function failureSince({ deploys: [deployed], failed: [last] = [] }: PreviewRecord): string | undefined {
  if (last === undefined) return undefined;
  return deployed === undefined || Date.parse(last.at) > Date.parse(deployed.at) ? last.because : undefined;
}
