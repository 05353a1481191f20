/** What the forge says of a person's rights to the repository: the highest of all that the person has. */
export type Permission = 'admin' | 'write' | 'read' | 'none';

/** A pull request as it is now. */
export interface AskedPullRequest {
  readonly number: number;
  readonly open: boolean;
  /** Raw name of its head's branch. */
  readonly branch: string;
  /** Full SHA of its head. */
  readonly commit: string;
  /** Whether its head is a branch of this very repository, and not of a fork. */
  readonly isOurs: boolean;
  /** Login of who opened it. */
  readonly author: string;
}

/** Seen, done, or not done. */
export type Reaction = 'eyes' | 'rocket' | 'confused';

/** Those who ask for something in pull requests. Every method throws PreviewError (fault world) when it cannot. */
export interface Conversations {
  /**
   * By GitHub's own answer, never by what an event says of its author. `none` for a name that there is not.
   *
   * @param id number of the account that is meant: `none` when the name is another's by now. @default the one that has the name
   */
  permission(login: string, id?: number): Promise<Permission>;
  /** @returns undefined when there is no such pull request */
  pullRequest(number: number): Promise<AskedPullRequest | undefined>;
  /** `gone` when a person deleted the comment. */
  react(comment: number, reaction: Reaction): Promise<'done' | 'gone'>;
  /** Whether anybody may read what is written there. */
  isPublic(): Promise<boolean>;
}
