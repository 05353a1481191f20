import type { CommitStatus, CommitStatuses } from '../../ports/commit-statuses';
import { webAddress } from '../../text/markdown';
import type { Ending } from '../ending';
import { stateOfEnding } from '../ending';
import { backText, type Subject } from '../subject';
import type { Place, Trace } from './place';

/** The mark beside a commit, one for each target: a commit can be the head of several branches. */
export class CommitStatusPlace implements Place {
  readonly name = 'commit-status';

  constructor(private readonly statuses: CommitStatuses) {}

  async started(subject: Subject): Promise<void> {
    await this.set(
      subject,
      { state: 'pending', description: subject.back ? `Rolling ${backText(subject.back)}` : 'Deploying' },
      subject.run?.url,
    );
  }

  async ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void> {
    const url = ending.kind === 'ready' ? ending.running.url : subject.run?.url;
    await this.set(subject, stateOfEnding(ending, subject.back && backText(subject.back)), url);
    done({ commitStatus: true });
  }

  private async set(
    { environment, commit }: Subject,
    status: Pick<CommitStatus, 'state' | 'description'>,
    address: string | undefined,
  ): Promise<void> {
    const url = webAddress(address);
    await this.statuses.set(commit, {
      context: `preview-stacks/${environment}`,
      ...status,
      ...(url !== undefined && { url }),
    });
  }
}
