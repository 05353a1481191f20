/** What RDS keeps about one instance. */
export interface DatabaseInstance {
  readonly identifier: string;
  /** `db-` and 26 characters; stays the same while the instance lives. */
  readonly resourceId: string;
  readonly engine: string;
  /** As it was asked for; which server really runs is in BEHAVIOUR.md. */
  readonly engineVersion: string;
  readonly instanceClass: string;
  /** GiB. */
  readonly allocatedStorage: number;
  readonly databaseName: string;
  readonly username: string;
  readonly address: string;
  readonly port: number;
  readonly arn: string;
  readonly deletionProtection: boolean;
  readonly securityGroups: readonly string[];
  readonly subnetGroup?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

export interface DatabaseRequest {
  /** Made up when absent. */
  readonly identifier?: string;
  readonly engine: string;
  /** @default '18' */
  readonly engineVersion?: string;
  readonly databaseName: string;
  readonly username: string;
  readonly password: string;
  readonly tags: Readonly<Record<string, string>>;
  /** @default 'db.t4g.micro' */
  readonly instanceClass?: string;
  /** GiB. @default 20 */
  readonly allocatedStorage?: number;
  /** @default false */
  readonly deletionProtection?: boolean;
  /** Group ids. @default [] */
  readonly securityGroups?: readonly string[];
  /** @default none */
  readonly subnetGroup?: string;
}

/** What can change in place. */
export type DatabaseChange = Partial<
  Pick<
    DatabaseRequest,
    | 'password'
    | 'engineVersion'
    | 'tags'
    | 'instanceClass'
    | 'allocatedStorage'
    | 'deletionProtection'
    | 'securityGroups'
  >
>;

/** A group of subnets or of parameters: recorded only. */
export interface DatabaseGroup {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Subnet ids of a subnet group. */
  readonly subnets: readonly string[];
  /** Family of a parameter group. */
  readonly family?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export type DatabaseGroupKind = 'subgrp' | 'pg';

/** RDS: one database and one role in a real PostgreSQL server for each instance. */
export interface Databases {
  /** Throws ResourceFailure, with AWS's wording where AWS would refuse too. */
  create(request: DatabaseRequest): Promise<DatabaseInstance>;
  change(identifier: string, change: DatabaseChange): Promise<DatabaseInstance>;
  changePassword(identifier: string, password: string): Promise<void>;
  has(identifier: string): boolean;
  instance(identifier: string): DatabaseInstance | undefined;
  instances(): readonly DatabaseInstance[];
  /** Drops database and role, their connections cut. Throws ResourceFailure while deletion protection is on. */
  delete(identifier: string): Promise<void>;
  putGroup(kind: DatabaseGroupKind, group: Omit<DatabaseGroup, 'arn'>): DatabaseGroup;
  /** Throws ResourceFailure while an instance uses it. */
  deleteGroup(kind: DatabaseGroupKind, name: string): void;
  groups(kind: DatabaseGroupKind): readonly DatabaseGroup[];
  /** Begins to start the server without waiting, so that the first instance need not. */
  warm(): void;
  /** Stops the server if this world started it. */
  close(): Promise<void>;
}
