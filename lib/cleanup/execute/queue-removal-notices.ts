import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Farewell, Farewells } from '../../ports/removal-notices';
import type { CleanupPlan, KeepReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import type { Progress } from '../../progress';

/** Kept now, and not because they live. */
const notSaved = new Set<KeepReason>(['being-deleted', 'in-progress', 'unknown-state']);

interface NotePorts {
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Notes the previews that are about to go, and takes back what was noted of those that are to stay after all. */
export async function noteDoomed(
  ports: NotePorts,
  farewells: Farewells,
  bucket: string,
  { decisions }: Pick<CleanupPlan, 'decisions'>,
): Promise<void> {
  const doomed = decisions.filter(({ verdict }) => verdict === 'delete');
  const saved = new Set(
    decisions
      .filter((decision) => decision.verdict === 'keep' && !notSaved.has(decision.reason))
      .map(({ preview }) => preview.stack.id),
  );
  await whileItCan(ports, async () => {
    const noted = await farewells.read(bucket);
    const told = noted.filter(({ stackId }) => saved.has(stackId)).map(({ stackId }) => stackId);
    if (doomed.length + told.length === 0) return;
    const add = doomed.map(({ preview, because }) => farewellOf(preview, because, ports.clock.now()));
    await farewells.change(bucket, { add, told });
  });
}

/** Notes one preview that is about to go. */
export async function noteFarewell(
  ports: NotePorts,
  farewells: Farewells,
  bucket: string,
  note: Omit<Farewell, 'since'>,
): Promise<void> {
  const since = ports.clock.now().toISOString();
  await whileItCan(ports, () => farewells.change(bucket, { add: [{ ...note, since }] }));
}

function farewellOf({ stack, targetId, branch }: Preview, because: string, now: Date): Farewell {
  return { targetId, branch, stackName: stack.name, stackId: stack.id, because, since: now.toISOString() };
}

/** That nobody can be told later is no reason to keep what has to go. */
async function whileItCan({ progress }: NotePorts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    const message = `which previews go could not be noted, so that GitHub is told in this run or not at all: ${error.message}`;
    progress.emit({ kind: 'warned', message });
  }
}
