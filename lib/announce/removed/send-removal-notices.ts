import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Farewell, Farewells } from '../../ports/removal-notices';
import type { Stack, Stacks } from '../../ports/stacks';
import { previewPrefix } from '../../previews/preview';
import type { Progress } from '../../progress';
import { stackState } from '../../stacks/stack-state';
import { commentMarker } from '../comment/comment-marker';
import { goneComment } from '../comment/gone-comment';
import { editComment } from '../comment/write-comment';
import type { Outputs } from '../outputs';
import { formerDeployments, isUnfinished } from '../places/former-deployments';
import { environmentName } from '../subject';

export interface FarewellPorts {
  readonly outputs: Outputs;
  readonly stacks: Stacks;
  readonly farewells: Farewells;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** What GitHub would not take for so long is not tried any more. */
const triedMs = 7 * 86_400_000;

/**
 * Tells GitHub of every preview that is noted and really gone, and takes the note away only then: what GitHub does not take now, the next
 * run says.
 *
 * @param request `also`: gone for certain, and perhaps not noted; `isOver`: nothing new is begun from then on
 * @returns whom it told of, and why not of all
 */
export async function tellFarewells(
  ports: FarewellPorts,
  request: {
    readonly project: string;
    readonly bucket: string;
    readonly also: readonly Farewell[];
    readonly isOver: () => boolean;
  },
): Promise<{ readonly gone: readonly string[]; readonly failure: PreviewError | undefined }> {
  const { project, bucket, also, isOver } = request;
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

  const noted = (await whileItCan(() => ports.farewells.read(bucket))) ?? [];
  const unnoted = also.filter(({ stackId }) => noted.every((note) => note.stackId !== stackId));
  const told: string[] = [];
  const gone: string[] = [];
  for (const farewell of [...noted, ...unnoted]) {
    const now = ports.clock.now().getTime();
    if (isOver()) {
      failure ??= new PreviewError(
        'farewells-left',
        'the time was up before GitHub was told of every removed preview',
        {
          fault: 'world',
          hint: 'The next run of cleanup goes on.',
        },
      );
      break;
    }
    const done = await whileItCan(() => tell(ports, project, farewell, gone));
    if (done === true || (done === undefined && Math.abs(now - Date.parse(farewell.since)) > triedMs))
      told.push(farewell.stackId);
  }
  const taken = told.filter((stackId) => noted.some((note) => note.stackId === stackId));
  if (taken.length > 0) await whileItCan(() => ports.farewells.change(bucket, { told: taken }));
  return { gone, failure };
}

/** Whether nothing more has to be said of it. */
async function tell(ports: FarewellPorts, project: string, farewell: Farewell, gone: string[]): Promise<boolean> {
  if (!isGone(await ports.stacks.find(farewell.stackId))) return false;
  // Deployed again meanwhile: what GitHub says now is said by that deploy. By the name that the preview has, not by the note's: whoever may
  // deploy a branch may write notes, and must not have a living preview called gone.
  if (!isGone(await ports.stacks.find(previewPrefix(project) + farewell.targetId))) return true;
  const pullRequests = await bidFarewell(ports, project, farewell);
  ports.progress.emit({ kind: 'farewell-told', targetId: farewell.targetId, pullRequests });
  gone.push(farewell.targetId);
  return true;
}

function isGone(stack: Stack | undefined): boolean {
  return stack === undefined || stackState(stack.status) === 'deleted';
}

/** Of a branch that had more, the newest count. */
const pullRequestsAtMost = 10;

/**
 * Tells GitHub that a preview is gone: none of its deployments is active any more, and its comments say so. Says it again without harm.
 *
 * @returns numbers of the pull requests whose comment says it
 */
async function bidFarewell(
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
