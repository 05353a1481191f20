import { cutDescription } from '../../lib/github/cut-description';
import type { CommitStatus, CommitStatuses } from '../../lib/ports/commit-statuses';
import { FaultSwitch } from './fault-switch';

/** Commit statuses in memory. */
export class FakeCommitStatuses implements CommitStatuses {
  readonly faults = new FaultSwitch<'set'>();
  /** In order. */
  readonly all: (CommitStatus & { readonly commit: string })[] = [];

  async set(commit: string, status: CommitStatus): Promise<void> {
    this.faults.trip('set');
    this.all.push({ ...status, commit, description: cutDescription(status.description) });
  }

  /** The one that counts: the newest of a context. GitHub does not tell contexts apart by case. */
  newest(commit: string, context: string): CommitStatus | undefined {
    const found = this.all.findLast(
      (one) => one.commit === commit && one.context.toLowerCase() === context.toLowerCase(),
    );
    if (found === undefined) return undefined;
    const { commit: _, ...status } = found;
    return status;
  }
}
