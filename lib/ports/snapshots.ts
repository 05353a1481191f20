/** A copy of the data of a DB instance. */
export interface Snapshot {
  /** Its name: `rds:…` for one that RDS made by itself. */
  readonly id: string;
  readonly at: Date;
}

/** Snapshots of databases. Throws PreviewError with fault `world` when AWS cannot be asked. */
export interface Snapshots {
  /** Those of an instance from which another can start now, made by people or by RDS, in any order; none for an instance that nobody knows. */
  list(instance: string): AsyncIterable<Snapshot>;
}
