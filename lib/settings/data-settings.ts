/** What of a database an environment property may hold. */
export type DatabaseField = 'host' | 'port' | 'name' | 'username' | 'password' | 'url';

/** What of a file store an environment property may hold. */
export type FileStoreField = 'bucket' | 'region';

/** A snapshot that a new database starts from. */
export interface SnapshotSettings {
  /** Name or ARN of the snapshot; pinned when the stack is made: another name later changes nothing. @default the one that `newestOf` finds */
  readonly id?: string;
  /**
   * Identifier of a DB instance of the same account and region, in place of `id`: the first deploy takes its newest snapshot that is available and pins it. A newer one later changes nothing.
   * Previews take automatic ones, and others only when their names begin with the identifier and a date (`shop-db-2026-11-21`): their role can restore no more. @default none: `id` names one
   */
  readonly newestOf?: string;
  /**
   * Name of the snapshot's master user: the new database then gets a generated password of its own, and a URL. This or `credentials` must be given.
   * @default none: `credentials` says it
   */
  readonly username?: string;
  /**
   * Secret with the `username` and `password` of the snapshot's master user, in place of `username`: its full ARN, without a key. The password
   * stays as it is, and nothing composes a URL of it, for it may hold characters that mean something there. @default none: `username` says it
   */
  readonly credentials?: string;
}

/** The RDS instance of a target. */
export interface DatabaseSettings {
  /** Kind of database. @default 'postgres' */
  readonly engine: 'postgres' | 'mysql' | 'mariadb';
  /** Engine version with its minor part. @default '17.6'; MySQL '8.4.6', MariaDB '11.8.3' */
  readonly version: string;
  /** RDS instance class. @default 'db.t4g.micro' (production: 'db.t4g.medium') */
  readonly instanceClass: string;
  /** Size of the disk. @default 20 */
  readonly storageGiB: number;
  /** Name of the database inside the instance. @default 'app' */
  readonly name: string;
  /** Name of the master user. @default 'app' without a snapshot; one brings its own */
  readonly username?: string;
  /** Data to start from, see below. @default none: an empty database */
  readonly snapshot?: SnapshotSettings;
  /** A standby in a second zone. @default false (production: true) */
  readonly multiAz: boolean;
  /** Days of automatic backups; 0 is none. @default 0 (staging: 1, production: 14) */
  readonly backupRetentionDays: number;
  /** A final snapshot is taken, deletion refused, and the instance kept when its stack goes. @default false (production: true) */
  readonly protect: boolean;
  /**
   * Whether the database refuses connections without TLS. Each instance of RDS speaks TLS; this is about who does not. Another value than that of the
   * version makes a parameter group. A change reboots a database that is there. It changes neither `urlParameters` nor the properties by which clients
   * find the certificates: these say what a client does. @default what the version does: PostgreSQL 'required' since 15, MariaDB since 11.8, MySQL since 9.7; 'optional' before
   */
  readonly tls?: 'required' | 'optional';
  /**
   * Names of environment properties of the services, beside `RDS_*`, and what of the database each holds: 'host', 'port', 'name',
   * 'username', 'password' or 'url', which is all of them in one; 'none' takes a name out.
   * A service that has such a name in its own `environment` or `secrets` keeps its own. @default { DATABASE_URL: 'url' }
   */
  readonly environment: Readonly<Record<string, DatabaseField | 'none'>>;
  /** Scheme of the URL, for who picks a driver by it: 'postgresql+psycopg', 'mysql2'. @default 'postgresql'; MySQL and MariaDB 'mysql' */
  readonly urlScheme: string;
  /** What stands behind the `?` of the URL, percent-encoded where needed; '' is nothing. It is the same for each `tls`. @default 'sslmode=require'; MySQL and MariaDB '' */
  readonly urlParameters: string;
}

/** The S3 bucket of a target. */
export interface FileStoreSettings {
  /** Keep former versions of objects. @default true (previews: false) */
  readonly versioned: boolean;
  /** The bucket stays when its stack goes. @default false (production: true) */
  readonly retain: boolean;
  /**
   * Names of environment properties of the services, beside `FILES_BUCKET`, and what of the bucket each holds: its name ('bucket') or its 'region';
   * 'none' takes a name out.
   * A service that has such a name in its own `environment` or `secrets` keeps its own. @default {}
   */
  readonly environment: Readonly<Record<string, FileStoreField | 'none'>>;
}
