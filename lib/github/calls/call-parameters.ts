import type { CallName } from './call-table';
import type { GitHubClient } from './open-octokit';

type Rest = GitHubClient['rest'];
type Of<Method extends (...given: never[]) => unknown> = Omit<NonNullable<Parameters<Method>[0]>, 'owner' | 'repo'>;

/** What each call takes besides the repository, by GitHub's own description of its API. */
interface Described {
  repository: Of<Rest['repos']['get']>;
  branches: Of<Rest['repos']['listBranches']>;
  branch: Of<Rest['repos']['getBranch']>;
  permission: Of<Rest['repos']['getCollaboratorPermissionLevel']>;
  jobSubjects: Of<Rest['actions']['getCustomOidcSubClaimForRepo']>;
  deployments: Of<Rest['repos']['listDeployments']>;
  deployment: Of<Rest['repos']['getDeployment']>;
  createDeployment: Of<Rest['repos']['createDeployment']>;
  deploymentStatuses: Of<Rest['repos']['listDeploymentStatuses']>;
  setDeploymentStatus: Of<Rest['repos']['createDeploymentStatus']>;
  startWorkflow: Of<Rest['actions']['createWorkflowDispatch']>;
  pullRequest: Of<Rest['pulls']['get']>;
  pullRequests: Of<Rest['pulls']['list']>;
  comments: Of<Rest['issues']['listComments']>;
  comment: Of<Rest['issues']['getComment']>;
  createComment: Of<Rest['issues']['createComment']>;
  editComment: Of<Rest['issues']['updateComment']>;
  deleteComment: Of<Rest['issues']['deleteComment']>;
  react: Of<Rest['reactions']['createForIssueComment']>;
  setCommitStatus: Of<Rest['repos']['createCommitStatus']>;
  viewer: { readonly query: string };
  rateLimit: Of<Rest['rateLimit']['get']>;
}

/** Parameters of a call; the ones it cannot do without are the ones GitHub cannot do without. */
export type CallParameters<Name extends CallName> = Described[Name];
