import type { components, operations } from '@octokit/openapi-types';
import type { StandInUser } from './wire';

type Json<Id extends keyof operations> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

export type DeploymentBody = Json<'repos/create-deployment'>;
export type DeploymentStatusBody = Json<'repos/create-deployment-status'>;
export type CommitStatusBody = Json<'repos/create-commit-status'>;
export type PullRequestState = NonNullable<NonNullable<operations['pulls/list']['parameters']['query']>['state']>;
export type Schemas = components['schemas'];

export interface StandInDeployment {
  readonly id: number;
  readonly creator: StandInUser;
  readonly createdAt: string;
  readonly sha: string;
  /** As it was asked for. */
  readonly body: DeploymentBody;
  /** Oldest first. */
  readonly statuses: (DeploymentStatusBody & { readonly id: number })[];
}

export interface StandInPullRequest {
  readonly number: number;
  readonly branch: string;
  readonly title: string;
  /** `owner/name` of the head; null when that repository was deleted. */
  readonly from: string | null;
  readonly author: string;
  open: boolean;
  locked: boolean;
}

export interface StandInComment {
  readonly id: number;
  readonly pullRequest: number;
  readonly author: StandInUser;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  /** Each user has each of them once. */
  readonly reactions: { readonly id: number; readonly content: string; readonly login: string }[];
}

/** A workflow that was started by hand. */
export interface StandInDispatch {
  /** Name of the file, `preview.yml`. */
  readonly workflow: string;
  readonly branch: string;
  readonly login: string;
  readonly runId: number;
}

export type StandInCommitStatus = CommitStatusBody & { readonly id: number; readonly sha: string };

/** What can be denied to the token. */
export type StandInRight = 'contents' | 'actions' | 'deployments' | 'statuses' | 'pull_requests';

/** Everything that the repository of a stand-in holds. */
export class StandInState {
  fullName = 'acme/shop';
  defaultBranch = 'main';
  archived = false;
  visibility: 'public' | 'private' | 'internal' = 'public';
  /** Numbers of the repository and of its owner. */
  numbers = { id: 1, owner: 7 };
  /** How subjects of job tokens are written. */
  subjects: Schemas['oidc-custom-sub-repo'] = { use_default: true };
  /** Entries on a page at most, whatever is asked for. */
  pageSize = 2;
  /** Answered with 403. */
  readonly denied = new Set<StandInRight>();
  readonly heads = new Map<string, string>();
  /** Every commit that was ever pushed. */
  readonly commits = new Set<string>();
  readonly deployed: StandInDeployment[] = [];
  readonly opened: StandInPullRequest[] = [];
  readonly said: StandInComment[] = [];
  readonly marked: StandInCommitStatus[] = [];
  /** Role of each user, in lower case; others are those who can read what is public. */
  readonly roles = new Map<string, string>();
  /** Files of workflows on the default branch, and the branches whose own file can be started by hand; undefined: every branch's. */
  readonly workflows = new Map<string, ReadonlySet<string> | undefined>([['preview.yml', undefined]]);
  readonly dispatched: StandInDispatch[] = [];
  private last = 1000;
  private readonly users = new Map<string, StandInUser>();

  nextId(): number {
    this.last += 1;
    return this.last;
  }

  /** A login that ends with `[bot]` is a bot's. */
  user(login: string): StandInUser {
    const found = this.users.get(login);
    if (found) return found;
    const made: StandInUser = { login, id: this.nextId(), type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    this.users.set(login, made);
    return made;
  }

  /** The user of this name, in any case; undefined when no one ever had it. */
  person(login: string): StandInUser | undefined {
    return [...this.users.values()].find((one) => one.login.toLowerCase() === login.toLowerCase());
  }

  get owner(): string {
    return this.fullName.split('/')[0] ?? '';
  }
}
