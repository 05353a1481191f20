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

/** What became of the data with a deploy: installed now, made from a snapshot now, left as it was, or the seed failed. */
export type DeployData = 'seeded' | 'snapshot' | 'kept' | 'seed-failed';

/** A deploy that became healthy. Older releases wrote only when, commit and bundles. */
export interface KeptDeploy {
  /** ISO time of its end. */
  readonly at: string;
  /** Full SHA. */
  readonly commit: string;
  /** Content hash of the bundle by service. */
  readonly bundles: Readonly<Record<string, string>>;
  /** First line of the commit's message, harmless and cut. @default not known */
  readonly subject?: string;
  /** Who deployed: by the name that CI says, else by git's. @default not known */
  readonly by?: string;
  /** @default not known: an older release wrote it, or the run ended while the seed ran */
  readonly data?: DeployData;
  /** Set on a rollback. @default a deploy */
  readonly back?: BackMark;
}

/** From which commit to which a rollback went. */
export interface BackMark {
  /** Full SHA of what ran before. */
  readonly from: string;
  /** Full SHA of what it went back to. */
  readonly to: string;
  /** Services that went back; the others stayed. @default all */
  readonly services?: readonly string[];
}

/** A deploy that changed the stack, or tried to, and did not become healthy. */
export interface FailedDeploy {
  /** ISO time of its end. */
  readonly at: string;
  /** Full SHA. */
  readonly commit: string;
  /** Content hash of the bundle by service. */
  readonly bundles: Readonly<Record<string, string>>;
  /** First line of the commit's message, harmless and cut. @default not known */
  readonly subject?: string;
  /** Who deployed. @default not known */
  readonly by?: string;
  /** Set on a rollback. @default a deploy */
  readonly back?: BackMark;
  /** Whether it was stopped on request. */
  readonly ended: 'failed' | 'interrupted';
  /** Code of the error. */
  readonly code: string;
  /** Its message, harmless and cut. */
  readonly because: string;
}

/** Where people are warned of an expiry. */
export type WarnedPlace = 'comment' | 'chat';

/** That people were warned of the expiry of a preview. */
export interface ExpiryWarning {
  /** ISO time of the warning. */
  readonly at: string;
  /** ISO time of the expiry that it names: another one needs another warning. */
  readonly goesAt: string;
  /** Where it was said; the other places are tried again. */
  readonly said: readonly WarnedPlace[];
}

/** That a preview sleeps, or is on its way there or back. */
export interface KeptSleep {
  /** `falling` and `waking` are left by a run that was cut short: the next command goes on from there. */
  readonly state: 'falling' | 'asleep' | 'waking';
  /** ISO time at which `sleep` began. */
  readonly since: string;
  /** Who asked, as in `KeptDeploy`. @default not known */
  readonly by?: string;
  /** A person asked, the night began, or it was idle. */
  readonly because: 'asked' | 'night' | 'idle';
  /** How many instances each service has while awake. */
  readonly instances: Readonly<Record<string, KeptSize>>;
}

/** Options of Beanstalk's group of instances, as the deployed template had them while awake. */
export interface KeptSize {
  readonly min: number;
  readonly max: number;
  /** Whether `RollingUpdateEnabled` was on. @default the template did not name it */
  readonly rolling?: boolean;
}

/** An instance that is out of traffic for a look. */
export interface HeldInstance {
  readonly service: string;
  /** `i-…` */
  readonly instanceId: string;
  /** ISO time. */
  readonly since: string;
  /** ISO time at which it is released by itself, 24 hours after `since` at most. */
  readonly until: string;
  /** Who asked, as in `KeptDeploy`. @default not known */
  readonly by?: string;
  /** What the person wrote, harmless and cut. @default nothing */
  readonly why?: string;
  /** How many instances the service had before `hold` made it grow. @default it did not grow */
  readonly grownFrom?: KeptSize;
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
  readonly deploys: readonly KeptDeploy[];
  /** Those that did not become healthy, newest first. @default none */
  readonly failed?: readonly FailedDeploy[];
  /** A rollback that has begun and whose end is not written, as it will be among the deploys. @default none */
  readonly goingBack?: KeptDeploy;
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
  /** The last warning of its expiry. @default there was none */
  readonly expiryWarning?: ExpiryWarning;
  /** Whether `sleep` says `asleep`: older releases know no other word. */
  readonly asleep: boolean;
  /** @default it is awake */
  readonly sleep?: KeptSleep;
  /** ISO time at which it was last woken, or last seen in use. @default its last deploy */
  readonly usedAt?: string;
  /** ISO time at which the hourly job last woke it, which is no use. @default it did not */
  readonly wokenAt?: string;
  /** Instances that are held. @default none */
  readonly held?: readonly HeldInstance[];
  /** Only in the record that the deploys of a kind of target share. @default none were kept */
  readonly durations?: KeptDurations;
}
