/** A copy of the data of a DB instance. */
export interface Snapshot {
  /** Its name: `rds:…` for one that RDS made by itself. */
  readonly id: string;
  readonly at: Date;
}

/** The DB instances of an account and region. Throws PreviewError with fault `world` when AWS cannot be asked. */
export interface Databases {
  /** Snapshots of an instance from which another can start now, made by people or by RDS, in any order; none for an unknown instance. */
  snapshots(instance: string): AsyncIterable<Snapshot>;
  /** What RDS says it does: `available`, `stopping`, `stopped`, `starting` and others. Undefined when there is no such instance. */
  status(instance: string): Promise<string | undefined>;
  /**
   * Asks RDS to start an instance that is stopped; does not wait.
   *
   * @throws PreviewError `database-not-ready` when it is in another state
   */
  start(instance: string): Promise<void>;
  /**
   * Asks RDS to stop an instance that is available; does not wait. RDS starts it by itself after seven days.
   *
   * @throws PreviewError `database-not-ready` when it is in another state
   */
  stop(instance: string): Promise<void>;
}
