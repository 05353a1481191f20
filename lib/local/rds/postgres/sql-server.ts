import type { Client } from 'pg';

/** A PostgreSQL server in which instances are made. */
export interface SqlServer {
  /** True when the server is ours alone, so that what is left of an earlier attempt may be dropped. */
  readonly exclusive: boolean;
  /** Starts it when it is not running. */
  ready(): Promise<{ readonly host: string; readonly port: number }>;
  /**
   * Runs `work` with a connection that may make roles and databases.
   *
   * @param database @default the one that every server has
   */
  admin<T>(work: (client: Client) => Promise<T>, database?: string): Promise<T>;
  /** For a person: which server it is, or that none is at hand. */
  remark(): string;
  /** Stops it if it was started here. */
  close(): Promise<void>;
}
