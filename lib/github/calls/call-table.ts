/** A permission of a token, as GitHub's pages name those of fine-grained tokens and of Actions. */
export type Permission =
  | 'metadata: read'
  | 'contents: read'
  | 'actions: read'
  | 'actions: write'
  | 'deployments: write'
  | 'deployments: read'
  | 'pull-requests: write'
  | 'pull-requests: read'
  | 'statuses: write'
  | 'none';

export interface Call {
  /** As Octokit fills it in: what is in braces is encoded. */
  readonly route: string;
  readonly right: Permission;
  /** Status of the answer that is a yes. */
  readonly yes: number;
  /** Another one: what was asked for is so already, or the answer has no body. @default none */
  readonly alsoYes?: number;
  /** Counts against GitHub's limits of content made: 80 a minute, 500 an hour (trap T41). @default false */
  readonly creates?: boolean;
  /** Done twice it would be there twice: such a call is never repeated by itself. @default false */
  readonly onceOnly?: boolean;
}

const repo = '/repos/{owner}/{repo}';

/** Every call that the product makes to GitHub, and the only place that names a route. */
export const callTable = {
  repository: { route: `GET ${repo}`, right: 'contents: read', yes: 200 },
  branches: { route: `GET ${repo}/branches`, right: 'contents: read', yes: 200 },
  branch: { route: `GET ${repo}/branches/{branch}`, right: 'contents: read', yes: 200 },
  /** docs.github.com, "REST API endpoints for collaborators", read on 2026-11-28: every token of Actions has this right. */
  permission: { route: `GET ${repo}/collaborators/{username}/permission`, right: 'metadata: read', yes: 200 },
  jobSubjects: { route: `GET ${repo}/actions/oidc/customization/sub`, right: 'actions: read', yes: 200 },
  deployments: { route: `GET ${repo}/deployments`, right: 'deployments: read', yes: 200 },
  deployment: { route: `GET ${repo}/deployments/{deployment_id}`, right: 'deployments: read', yes: 200 },
  createDeployment: {
    route: `POST ${repo}/deployments`,
    right: 'deployments: write',
    yes: 201,
    creates: true,
    onceOnly: true,
  },
  deploymentStatuses: {
    route: `GET ${repo}/deployments/{deployment_id}/statuses`,
    right: 'deployments: read',
    yes: 200,
  },
  setDeploymentStatus: {
    route: `POST ${repo}/deployments/{deployment_id}/statuses`,
    right: 'deployments: write',
    yes: 201,
    creates: true,
  },
  /** github.blog, changelog of 2026-02-19: 200 with the run where that is asked for; servers that cannot say answer 204. */
  startWorkflow: {
    route: `POST ${repo}/actions/workflows/{workflow_id}/dispatches`,
    right: 'actions: write',
    yes: 200,
    alsoYes: 204,
    onceOnly: true,
  },
  pullRequest: { route: `GET ${repo}/pulls/{pull_number}`, right: 'pull-requests: read', yes: 200 },
  pullRequests: { route: `GET ${repo}/pulls`, right: 'pull-requests: read', yes: 200 },
  comments: { route: `GET ${repo}/issues/{issue_number}/comments`, right: 'pull-requests: read', yes: 200 },
  comment: { route: `GET ${repo}/issues/comments/{comment_id}`, right: 'pull-requests: read', yes: 200 },
  createComment: {
    route: `POST ${repo}/issues/{issue_number}/comments`,
    right: 'pull-requests: write',
    yes: 201,
    creates: true,
    onceOnly: true,
  },
  editComment: { route: `PATCH ${repo}/issues/comments/{comment_id}`, right: 'pull-requests: write', yes: 200 },
  deleteComment: { route: `DELETE ${repo}/issues/comments/{comment_id}`, right: 'pull-requests: write', yes: 204 },
  react: {
    route: `POST ${repo}/issues/comments/{comment_id}/reactions`,
    right: 'pull-requests: write',
    yes: 201,
    alsoYes: 200,
  },
  setCommitStatus: { route: `POST ${repo}/statuses/{sha}`, right: 'statuses: write', yes: 201, creates: true },
  viewer: { route: 'POST /graphql', right: 'none', yes: 200 },
  rateLimit: { route: 'GET /rate_limit', right: 'none', yes: 200 },
} as const satisfies Readonly<Record<string, Call>>;

export type CallName = keyof typeof callTable;
