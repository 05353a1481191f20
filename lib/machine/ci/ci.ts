import type { CiRun } from '../../ports/checkout';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A CI service, known by the variables that it sets. */
export interface Ci {
  /** The variable that says `true` in every job of this service and in no other. */
  readonly mark: string;
  read(environment: Environment): CiFacts;
}

/** What CI says about the build that is running. */
export interface CiFacts {
  /** Raw name of the branch; absent in builds of tags. */
  readonly branch?: string;
  /** SHA of the branch's head, as CI says. */
  readonly commit?: string;
  /** SHA that CI checked out: another one than `commit` when CI builds the merge of a pull request. */
  readonly checkedOut?: string;
  /** Why such a build deploys nothing: a fork, a tag. */
  readonly foreign?: string;
  /** Page of the job that is running, and who pushed. */
  readonly run: CiRun;
}

/** Those facts that the head of the branch decides. */
export type HeadFacts = Omit<CiFacts, 'run'>;

export function runOf(url: string | undefined, actor: string | undefined): CiRun {
  return { ...(url && { url }), ...(actor && { actor }) };
}

/** The value of a variable; an empty one counts as not set. */
export function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
