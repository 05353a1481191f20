/** A preview that is removed, or about to be, and that GitHub does not know to be gone yet. */
export interface RemovalNotice {
  readonly targetId: string;
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  readonly stackId: string;
  /** For people: why it goes. */
  readonly because: string;
  /** ISO time of the first notice. */
  readonly since: string;
}

/** Notices that GitHub has not taken yet, kept in the bundle bucket so that the next run can send them. */
export interface RemovalNotices {
  /** Empty when there are none, or when the object cannot be parsed. */
  read(bucket: string): Promise<readonly RemovalNotice[]>;
  /** Adds `add` and removes those of the stack ids in `remove`. Two runs at once do not lose each other's notices. */
  change(
    bucket: string,
    change: { readonly add?: readonly RemovalNotice[]; readonly remove?: readonly string[] },
  ): Promise<void>;
}
