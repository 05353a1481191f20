/** The working copy that is being deployed, and what CI says about it. */
export interface Checkout {
  /** The branch that CI or git says is checked out; undefined on a detached head that CI does not explain. */
  branch(): Promise<string | undefined>;
  /** Full SHA of what is checked out. */
  commit(): Promise<string>;
  /** True in a build of a fork, a tag or a pull request from outside: such a build deploys nothing. */
  foreign(): Promise<string | undefined>;
}
