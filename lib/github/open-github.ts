import type { CommitStatuses } from '../ports/commit-statuses';
import type { Deployments } from '../ports/deployments';
import type { ForgeIdentity } from '../ports/forge-identity';
import type { ForgeRights } from '../ports/forge-rights';
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
  /** Comments, deployments and statuses asked for so far. */
  readonly created: () => number;
}

/**
 * Asks nothing yet; Octokit is loaded by the first question, and the less common adapters when they are first used.
 *
 * @param repository `owner/name`
 */
export function openGitHub(repository: string, access: GitHubAccess): GitHub {
  const calls = new GitHubCalls(repository, access);
  const made: { -readonly [Port in keyof GitHub]?: GitHub[Port] } & { viewer?: GitHubViewer } = {};
  const viewer = () => {
    const { GitHubViewer } = require('./github-viewer') as typeof import('./github-viewer');
    made.viewer ??= new GitHubViewer(calls);
    return made.viewer;
  };
  return {
    branches: new GitHubSourceRepository(calls),
    get deployments() {
      const { GitHubDeployments } = require('./github-deployments') as typeof import('./github-deployments');
      made.deployments ??= new GitHubDeployments(calls);
      return made.deployments;
    },
    get pullRequests() {
      const { GitHubPullRequests } = require('./github-pull-requests') as typeof import('./github-pull-requests');
      made.pullRequests ??= new GitHubPullRequests(calls, viewer());
      return made.pullRequests;
    },
    get commitStatuses() {
      const { GitHubCommitStatuses } = require('./github-commit-statuses') as typeof import('./github-commit-statuses');
      made.commitStatuses ??= new GitHubCommitStatuses(calls);
      return made.commitStatuses;
    },
    get rights() {
      const { GitHubRights } = require('./github-rights') as typeof import('./github-rights');
      made.rights ??= new GitHubRights(calls, viewer());
      return made.rights;
    },
    get identity() {
      const { GitHubIdentity } = require('./github-identity') as typeof import('./github-identity');
      made.identity ??= new GitHubIdentity(calls);
      return made.identity;
    },
    created: () => calls.created,
  };
}
