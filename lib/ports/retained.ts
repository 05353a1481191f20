/** Something on AWS that a stack caused and that lies outside of it, so that it outlives the stack. */
export interface RetainedResource {
  readonly kind: 'log-group' | 'snapshot';
  /** Name of the log group, id of the snapshot. */
  readonly name: string;
}

/** Whose resources are meant. */
export interface RetainedOwner {
  readonly stackName: string;
  /** Start of the names of its Beanstalk environments; it ends in `--`, so that no other preview's names start so. */
  readonly environmentPrefix: string;
  /** Ids of the database instances that the stack had; `any` when they are no longer known. */
  readonly databases: readonly string[] | 'any';
}

/** What deleted stacks leave behind. */
export interface Retained {
  /** Log groups of its environments, and snapshots that CloudFormation took of its databases; never one that a person took. */
  find(owner: RetainedOwner): AsyncIterable<RetainedResource>;
  /** One that is gone already is fine. */
  remove(remain: RetainedResource): Promise<void>;
}
