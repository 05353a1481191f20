/** What CI says of the comment for which this job was started. */
export interface CommentEvent {
  /** `created`, `edited` or `deleted`. */
  readonly action: string;
  /** `owner/name` of the repository that the comment is in. */
  readonly repository: string;
  /** Number of the issue or pull request. */
  readonly number: number;
  readonly isPullRequest: boolean;
  readonly comment: number;
  /** Text of anybody. */
  readonly body: string;
  /** Login of who wrote it. */
  readonly author: string;
  /** The number of that person on GitHub: a login may be another person's by now. */
  readonly authorId: number;
  /** Whether a person wrote it, and no bot or app. */
  readonly isPerson: boolean;
}

/** The event of this job. */
export interface CommentEvents {
  /** @throws PreviewError `comment-event-unreadable` (fault user) when the job was started by something else, or its file cannot be read */
  read(): Promise<CommentEvent>;
}
