export interface PullRequest {
  readonly number: number;
  readonly open: boolean;
}

/** An open pull request whose head is a branch of this very repository. */
export interface OpenPullRequest {
  readonly number: number;
  /** As its author wrote it. */
  readonly title: string;
  /** Login. Empty when the account is gone. */
  readonly author: string;
  /** Raw name of its head. */
  readonly branch: string;
  /** Its page. */
  readonly url: string;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** Where people talk about a branch. Every method throws PreviewError (fault world) when it cannot. */
export interface PullRequests {
  /** Those whose head is this branch of this very repository, never a fork's; newest first. `open` leaves out closed ones. */
  ofBranch(branch: string, which: 'open' | 'all'): AsyncIterable<PullRequest>;
  /** Every open one whose head is a branch of this very repository, never a fork's; newest first, in one listing. */
  allOpen(): AsyncIterable<OpenPullRequest>;
  /** Comments that hold this text and were written by the user whom the token stands for; oldest first, on whatever page. */
  ownComments(pullRequest: number, text: string): AsyncIterable<Comment>;
  comment(pullRequest: number, body: string): Promise<Comment>;
  /** `gone` when a person deleted it. */
  edit(comment: number, body: string): Promise<'edited' | 'gone'>;
  /** Done also when there is none any more. */
  remove(comment: number): Promise<void>;
}
