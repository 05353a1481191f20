/** How the commit that is checked out stands to another: that one is a part of its history, the other way round, or neither is. */
export type Standing = 'ahead' | 'behind' | 'apart' | 'unknown';

/** The working copy that is being deployed, and what CI says about it. */
export interface Checkout {
  /** The branch that CI or git says is checked out; undefined on a detached head that CI does not explain. */
  branch(): Promise<string | undefined>;
  /** Full SHA of what is checked out. */
  commit(): Promise<string>;
  /** True in a build of a fork, a tag or a pull request from outside: such a build deploys nothing. */
  foreign(): Promise<string | undefined>;
  /** Hash of all the files of a commit: commits that share it hold the same. Undefined when the working copy does not have that commit. */
  tree(commit: string): Promise<string | undefined>;
  /** How `commit()` stands to another commit. `unknown` when the working copy does not have that one, or not enough of the history. */
  standing(other: string): Promise<Standing>;
  /** First line of the commit's message: foreign text; empty when it cannot be read. */
  subject(): Promise<string>;
  /** Who works here, by git's `user.name`: foreign text. Undefined when git knows none. */
  person(): Promise<string | undefined>;
  /** Whether this is a job, where no one pushes or pulls; also one of a CI that we do not know. */
  inJob(): Promise<boolean>;
  /** The CI run that this is; undefined on a person's machine, and in a CI that we do not know. */
  run(): Promise<CiRun | undefined>;
}

/** What CI says about the run itself. */
export interface CiRun {
  /** Page of the job's log. @default CI names none */
  readonly url?: string;
  /** Who pushed, by their name on the forge. @default CI does not say */
  readonly actor?: string;
}
