import type { CommitStatus, CommitStatuses } from '../ports/commit-statuses';
import { shortHash } from '../text/short-hash';
import type { GitHubCalls } from './calls/github-calls';
import { cutDescription } from './cut-description';

/** GitHub's marks beside a commit. */
export class GitHubCommitStatuses implements CommitStatuses {
  constructor(private readonly calls: GitHubCalls) {}

  async set(commit: string, { context, state, description, url }: CommitStatus): Promise<void> {
    await this.calls.ask('setCommitStatus', `status ${context} of commit ${shortHash(commit)}`, {
      sha: commit,
      context,
      state,
      description: cutDescription(description),
      ...(url !== undefined && { target_url: url }),
    });
  }
}
