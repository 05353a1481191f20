import { survivable } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { RemovalNotice, RemovalNotices } from '../../ports/removal-notices';
import type { CleanupPlan, KeepReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import type { Progress } from '../../progress';

/** These previews are kept for now, and their branches may be gone. */
const notSaved = new Set<KeepReason>(['being-deleted', 'in-progress', 'unknown-state']);

interface NotePorts {
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Queues a notice for each preview that the plan deletes, and takes back the notices of those that it keeps. */
export async function queueRemovalNotices(
  ports: NotePorts,
  removalNotices: RemovalNotices,
  bucket: string,
  { decisions }: Pick<CleanupPlan, 'decisions'>,
): Promise<void> {
  const toDelete = decisions.filter(({ verdict }) => verdict === 'delete');
  const saved = new Set(
    decisions
      .filter((decision) => decision.verdict === 'keep' && !notSaved.has(decision.reason))
      .map(({ preview }) => preview.stack.id),
  );
  await whileItCan(ports, async () => {
    const noted = await removalNotices.read(bucket);
    const remove = noted.filter(({ stackId }) => saved.has(stackId)).map(({ stackId }) => stackId);
    if (toDelete.length + remove.length === 0) return;
    const add = toDelete.map(({ preview, because }) => removalNoticeOf(preview, because, ports.clock.now()));
    await removalNotices.change(bucket, { add, remove });
  });
}

/** Queues a notice for one preview. */
export async function queueRemovalNotice(
  ports: NotePorts,
  removalNotices: RemovalNotices,
  bucket: string,
  note: Omit<RemovalNotice, 'since'>,
): Promise<void> {
  const since = ports.clock.now().toISOString();
  await whileItCan(ports, () => removalNotices.change(bucket, { add: [{ ...note, since }] }));
}

function removalNoticeOf({ stack, targetId, branch }: Preview, because: string, now: Date): RemovalNotice {
  return { targetId, branch, stackName: stack.name, stackId: stack.id, because, since: now.toISOString() };
}

/** Failing to queue a notice must not block the deletion. */
async function whileItCan({ progress }: NotePorts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = survivable(error).message;
    const message = `the removal notices could not be saved, so only this run can send them to GitHub: ${why}`;
    progress.emit({ kind: 'warned', message });
  }
}
