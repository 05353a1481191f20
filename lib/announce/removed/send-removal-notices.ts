import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { RemovalNotice, RemovalNotices } from '../../ports/removal-notices';
import type { Stack, Stacks } from '../../ports/stacks';
import { previewPrefix } from '../../previews/preview';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import { stackState } from '../../stacks/stack-state';
import { goneComment } from '../comment/comment-body';
import { commentMarker, editComment } from '../comment/write-comment';
import type { Outputs } from '../outputs';
import { formerDeployments, isUnfinished } from '../places/former-deployments';
import { environmentName } from '../subject';

export interface RemovalNoticePorts {
  readonly outputs: Outputs;
  readonly stacks: Stacks;
  readonly removalNotices: RemovalNotices;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Stop retrying a notice that GitHub has rejected for 7 days. */
const triedMs = 7 * 86_400_000;

/**
 * Sends the notices of previews whose stacks are gone, and removes each notice only after GitHub has taken it. The next run sends the rest.
 *
 * @param request `also`: previews that are gone and may have no notice; `isOver`: nothing new is sent from then on
 * @returns ids of the previews that GitHub now shows as gone, and the first failure
 */
export async function sendRemovalNotices(
  ports: RemovalNoticePorts,
  request: {
    readonly settings: ResolvedSettings;
    readonly bucket: string;
    readonly also: readonly RemovalNotice[];
    readonly isOver: () => boolean;
  },
): Promise<{ readonly gone: readonly string[]; readonly failure: PreviewError | undefined }> {
  const { settings, bucket, also, isOver } = request;
  let failure: PreviewError | undefined;
  const whileItCan = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      failure ??= error;
      return undefined;
    }
  };

  const noted = (await whileItCan(() => ports.removalNotices.read(bucket))) ?? [];
  const unnoted = also.filter(({ stackId }) => noted.every((note) => note.stackId !== stackId));
  const sent: string[] = [];
  const gone: string[] = [];
  for (const notice of [...noted, ...unnoted]) {
    const now = ports.clock.now().getTime();
    if (isOver()) {
      failure ??= new PreviewError('farewells-left', 'the time was up before every removal notice was sent to GitHub', {
        fault: 'world',
        hint: 'The next run of cleanup goes on.',
      });
      break;
    }
    const done = await whileItCan(() => tell(ports, settings, notice, gone));
    if (done === true || (done === undefined && Math.abs(now - Date.parse(notice.since)) > triedMs))
      sent.push(notice.stackId);
  }
  const taken = sent.filter((stackId) => noted.some((note) => note.stackId === stackId));
  if (taken.length > 0) await whileItCan(() => ports.removalNotices.change(bucket, { remove: taken }));
  return { gone, failure };
}

/** True when the notice is done with. */
async function tell(
  ports: RemovalNoticePorts,
  settings: ResolvedSettings,
  notice: RemovalNotice,
  gone: string[],
): Promise<boolean> {
  if (!isGone(await ports.stacks.find(notice.stackId))) return false;
  // A newer deploy owns the GitHub state. Check the name derived from the target id, not from the notice: anyone who can deploy can
  // write notices.
  if (!isGone(await ports.stacks.find(previewPrefix(settings.project) + notice.targetId))) return true;
  const pullRequests = await sendRemovalNotice(ports, settings, notice);
  ports.progress.emit({ kind: 'removal-announced', targetId: notice.targetId, pullRequests });
  gone.push(notice.targetId);
  return true;
}

function isGone(stack: Stack | undefined): boolean {
  return stack === undefined || stackState(stack.status) === 'deleted';
}

/** The newest ones of a branch. */
const pullRequestsAtMost = 10;

/**
 * Sets the deployments of a preview inactive and edits its comments. Sending twice does no harm.
 *
 * @returns numbers of the pull requests whose comment was edited
 */
async function sendRemovalNotice(
  { outputs, clock }: { readonly outputs: Outputs; readonly clock: Clock },
  settings: ResolvedSettings,
  notice: RemovalNotice,
): Promise<readonly number[]> {
  const { targetId, branch } = notice;
  const { deployments, pullRequests } = outputs;
  if (deployments) {
    for (const { id, state } of await formerDeployments(deployments, environmentName('preview', targetId))) {
      if (state !== 'success' && !isUnfinished(state)) continue;
      await deployments.setStatus(id, { state: 'inactive', description: 'The preview was taken away' });
    }
  }
  if (pullRequests === undefined) return [];
  const edited: number[] = [];
  const comment = {
    marker: commentMarker(settings.project, targetId),
    body: goneComment(settings, notice, clock.now()),
    make: false,
  };
  let looked = 0;
  for await (const { number } of pullRequests.ofBranch(branch, 'all')) {
    if (await editComment(pullRequests, number, comment)) edited.push(number);
    looked += 1;
    if (looked >= pullRequestsAtMost) break;
  }
  return edited;
}
