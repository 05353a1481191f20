import { lazily, typed } from '../lazily';
import type { CommitStatuses } from '../ports/commit-statuses';
import type { Conversations } from '../ports/conversations';
import type { Deployments } from '../ports/deployments';
import type { ForgeIdentity } from '../ports/forge-identity';
import type { ForgeRights } from '../ports/forge-rights';
import type { Pipelines } from '../ports/pipelines';
import type { PullRequests } from '../ports/pull-requests';
import type { SourceRepository } from '../ports/source-repository';
import { GitHubCalls } from './calls/github-calls';
import type { GitHubAccess } from './calls/open-octokit';
import { GitHubSourceRepository } from './github-source-repository';
import type { GitHubViewer } from './github-viewer';

/** One repository on GitHub: every port that GitHub keeps, over one client. */
export interface GitHub {
  readonly branches: SourceRepository;
  readonly deployments: Deployments;
  readonly pullRequests: PullRequests;
  readonly commitStatuses: CommitStatuses;
  readonly rights: ForgeRights;
  readonly identity: ForgeIdentity;
  readonly conversations: Conversations;
  /** GitHub Actions. */
  readonly pipelines: Pipelines;
  /** Comments, deployments and statuses asked for so far. */
  readonly created: () => number;
}

interface Adapters extends GitHub {
  readonly viewer: GitHubViewer;
}

/**
 * Asks nothing yet; Octokit is loaded by the first question, and each adapter when it is first used.
 *
 * @param repository `owner/name`
 * @param formerly names that it had before, as settings write them
 */
export function openGitHub(repository: string, access: GitHubAccess, formerly: readonly string[] = []): GitHub {
  const calls = new GitHubCalls(repository, access);
  const adapters: Adapters = lazily<Adapters>({
    branches: () => new GitHubSourceRepository(calls, formerly),
    deployments: () =>
      new (typed<typeof import('./github-deployments')>(require('./github-deployments')).GitHubDeployments)(calls),
    pullRequests: () =>
      new (typed<typeof import('./github-pull-requests')>(require('./github-pull-requests')).GitHubPullRequests)(
        calls,
        adapters.viewer,
      ),
    commitStatuses: () =>
      new (typed<typeof import('./github-commit-statuses')>(require('./github-commit-statuses')).GitHubCommitStatuses)(
        calls,
      ),
    rights: () =>
      new (typed<typeof import('./github-rights')>(require('./github-rights')).GitHubRights)(calls, adapters.viewer),
    viewer: () => new (typed<typeof import('./github-viewer')>(require('./github-viewer')).GitHubViewer)(calls),
    identity: () => new (typed<typeof import('./github-identity')>(require('./github-identity')).GitHubIdentity)(calls),
    conversations: () =>
      new (typed<typeof import('./github-conversations')>(require('./github-conversations')).GitHubConversations)(
        calls,
      ),
    pipelines: () =>
      new (typed<typeof import('./github-pipelines')>(require('./github-pipelines')).GitHubPipelines)(calls),
    created: () => () => calls.created,
  });
  return adapters;
}
