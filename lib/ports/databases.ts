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
}
