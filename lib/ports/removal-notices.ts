/** A preview that was removed, or is about to be, and of which nobody was told yet. */
export interface Farewell {
  readonly targetId: string;
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  readonly stackId: string;
  /** For people: why it goes. */
  readonly because: string;
  /** ISO time at which it was noted. */
  readonly since: string;
}

/** What is still to be told of removed previews, kept in the bundle bucket: whoever is down now is told by the next run. */
export interface Farewells {
  /** Empty when there never were any, or when nobody can read what lies there. */
  read(bucket: string): Promise<readonly Farewell[]>;
  /** Adds these and takes those away (by stack id); of two runs at once neither loses a note of the other. */
  change(
    bucket: string,
    change: { readonly add?: readonly Farewell[]; readonly told?: readonly string[] },
  ): Promise<void>;
}
