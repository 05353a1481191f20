export interface DatabaseRequest {
  readonly identifier: string;
  readonly engine: string;
  readonly engineVersion?: string;
  readonly databaseName: string;
  readonly username: string;
  readonly password: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** RDS: one database and one role in a real PostgreSQL server for each instance. */
export interface Databases {
  create(request: DatabaseRequest): Promise<{ address: string; port: number; arn: string }>;
  changePassword(identifier: string, password: string): Promise<void>;
  has(identifier: string): boolean;
  /** Drops database and role, their connections cut. */
  delete(identifier: string): Promise<void>;
  /** Begins to start the server without waiting, so that the first instance need not. */
  warm(): void;
  /** Stops the server if this world started it. */
  close(): Promise<void>;
}
