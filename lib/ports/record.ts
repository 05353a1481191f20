/** Where the test data of a stack stands. */
export type SeedState = 'none' | 'started' | 'done';

/** What a database was made from. */
export interface PinnedSnapshot {
  readonly id: string;
  /** Its master user, when the database has a password of its own. @default none: `credentials` holds it */
  readonly username?: string;
  /** Secret with its master user and password. @default none: `username` says who it is */
  readonly credentials?: string;
  /** The instance whose newest snapshot settings asked for. @default they named the snapshot itself */
  readonly newestOf?: string;
}

/** How long the last deploys took, in whole seconds, newest first, by CloudFormation's type of a resource or by the name of a step. */
export interface KeptDurations {
  /** Of those that made their stack. @default none did */
  readonly create?: Readonly<Record<string, readonly number[]>>;
  /** Of those that changed it. @default none did */
  readonly update?: Readonly<Record<string, readonly number[]>>;
}

/** The volatile facts of one stack, kept beside its bundles and never in tags. */
export interface PreviewRecord {
  readonly format: 1;
  /** Id of the stack that this record belongs to: a recreated stack starts a new record. */
  readonly stackId: string;
  /** Raw branch name; absent for production and staging. */
  readonly branch?: string;
  /** Full SHA of the last deployed commit. */
  readonly commit: string;
  /** Bundles deployed, newest first, by service. */
  readonly deploys: readonly {
    readonly at: string;
    readonly commit: string;
    readonly bundles: Readonly<Record<string, string>>;
  }[];
  readonly seed: {
    readonly state: SeedState;
    /** Physical id of the database that was seeded; another id means not seeded. Empty without a database. */
    readonly database: string;
  };
  /** Platform ARN by service, pinned at the first deploy. */
  readonly platforms: Readonly<Record<string, string>>;
  /** Name in the settings that each ARN was resolved from: another name there resolves again. @default the names of today */
  readonly platformNames?: Readonly<Record<string, string>>;
  /** What the database was made from, pinned at the first deploy. @default none: it was empty */
  readonly snapshot?: PinnedSnapshot;
  /**
   * Environment properties that a template of ours named, that none names any more, and whose removal is not confirmed: by environment, each as
   * `plain NAME` or `secret NAME`. @default none
   */
  readonly dropped?: Readonly<Record<string, readonly string[]>>;
  /** ISO time until which cleanup keeps it. @default none */
  readonly keepUntil?: string;
  readonly asleep: boolean;
  /** Only in the record that the deploys of a kind of target share. @default none were kept */
  readonly durations?: KeptDurations;
}
