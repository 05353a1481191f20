import { previewId } from '../../../lib/naming/preview-id';
import type { CleanupWorld } from '../cleanup-world';
import { branchNames, bucketOf } from './names';
import { isForeign } from './troubles';

const graceMs = 60 * 60_000;

/**
 * Knows the truth, and remembers what each cleaner could know when it last asked: to delete what was alive then is a fault. No
 * cleaner can know of a push in the instant between the last answer and the deletion.
 */
export class Oracle {
  /** What was done that must never be done. */
  readonly faults: string[] = [];
  deletions = 0;
  private time = 0;
  private readonly pushed = new Map<string, number>();

  /** @param partial whether lists of branches leave something out just now */
  constructor(
    private readonly world: CleanupWorld,
    private readonly partial: () => boolean,
  ) {}

  push(branch: string): void {
    this.time += 1;
    if (!this.pushed.has(branch)) this.pushed.set(branch, this.time);
    this.world.repository.push(branch);
  }

  delete(branch: string): void {
    this.time += 1;
    this.pushed.delete(branch);
    this.world.repository.delete(branch);
  }

  alive(branch: string): boolean {
    return this.pushed.has(branch);
  }

  /** Looks at what one cleaner asks and does. */
  watcher(): (method: string, argument: unknown) => void {
    const asked = new Map<string, number>();
    let listed = 0;
    // When what is asked for was last written to, as the cleaner could see it.
    const touched = new Map<string, number>();
    const begun = new Set<string>();
    const judgeAge = (what: string, name: string) => {
      const at = touched.get(name);
      if (at !== undefined && this.world.clock.now().getTime() - at < graceMs)
        this.faults.push(`${what} ${name}, which is younger than the grace by AWS's clock`);
    };
    const judge = (what: string, branch: string | undefined, known: (name: string) => number) => {
      this.deletions += 1;
      const since = branch === undefined ? undefined : this.pushed.get(branch);
      if (branch === undefined || since === undefined || since >= known(branch)) return;
      this.faults.push(`${what} of ${branch}, which was alive when it was asked for`);
    };
    const lookedAt = (branch: string) => asked.get(branch) ?? Number.POSITIVE_INFINITY;
    return (method, argument) => {
      this.time += 1;
      if (method === 'repository.branch') asked.set(String(argument), this.time);
      if (method === 'repository.branches') listed = this.time;
      if (method === 'stacks.find') this.noteStack(touched, argument);
      if (method === 'bundles.lastChange') this.noteFolder(touched, argument);
      if (method === 'stacks.remove') {
        // A deletion that has begun is brought to its end: what the cleaner learns of the stack meanwhile no longer saves it.
        if (!begun.has(String(argument))) judgeAge('deleted', String(argument));
        begun.add(String(argument));
        if (isForeign(this.world.stacks.all.find(({ id }) => id === argument)?.tags ?? {}))
          this.faults.push(`deleted ${argument} of another repository`);
      }
      if (method === 'stacks.remove') judge('deleted the stack', this.branchOf(argument), lookedAt);
      if (method === 'buckets.empty') {
        const stack = this.world.stacks.all.find(({ name }) => bucketOf(name) === argument);
        judge('emptied the bucket', this.branchOf(stack?.id), lookedAt);
        if (stack && !/^DELETE_/.test(stack.status))
          this.faults.push(`emptied a bucket before its writers were gone (${stack.status})`);
      }
      if (method !== 'bundles.sweep') return;
      judgeAge('swept', String(argument));
      const branch = branchNames.find((name) => previewId('shop', name) === argument);
      // A list that leaves out a branch says nothing of it; then only the question for that branch counts.
      judge('swept the folder', branch, (name) => Math.max(asked.get(name) ?? 0, this.partial() ? 0 : listed));
    };
  }

  private noteStack(touched: Map<string, number>, id: unknown): void {
    const stack = this.world.stacks.all.find((one) => one.id === id);
    if (stack) touched.set(stack.id, (stack.updatedAt ?? stack.createdAt).getTime());
  }

  private noteFolder(touched: Map<string, number>, targetId: unknown): void {
    const at = this.world.bundles.changedAt('bundles-staging', String(targetId));
    if (at !== undefined) touched.set(String(targetId), at.getTime());
  }

  private branchOf(stackId: unknown): string | undefined {
    const stack = this.world.stacks.all.find(({ id }) => id === stackId);
    return stack && branchNames.find((branch) => stack.name === `shop-preview-${previewId('shop', branch)}`);
  }
}
