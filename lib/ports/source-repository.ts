export interface Branch {
  /** The raw name, without `refs/heads/`. */
  readonly name: string;
  /** Full SHA of its head. */
  readonly commit: string;
}

/** Where branches live: GitHub or a git remote. Every method throws PreviewError (fault world) when it cannot know. */
export interface SourceRepository {
  /** `github:owner/name`, or the remote without credentials. */
  readonly identity: string;
  /** Every branch, page by page. Ends by throwing when a page cannot be had or is not credible. */
  branches(): AsyncIterable<Branch>;
  /** Undefined only when the repository answers and surely has no such branch; a refusal or a doubt throws. */
  branch(name: string): Promise<Branch | undefined>;
  /** Undefined when the repository names none. */
  defaultBranch(): Promise<string | undefined>;
}
