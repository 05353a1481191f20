export type DatabaseStatus = 'available' | 'stopping' | 'stopped' | 'starting';

/** What RDS keeps about one instance. */
export interface DatabaseInstance {
  readonly identifier: string;
  /** `db-` and 26 characters; stays the same while the instance lives. */
  readonly resourceId: string;
  readonly engine: string;
  /** As it was asked for; which server really runs is in BEHAVIOUR.md. */
  readonly engineVersion: string;
  /** For a person: which server runs it, or why none does. @default PostgreSQL runs it */
  readonly remark?: string;
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
  /** `default`: the one that RDS has for engine and version. @default an earlier release made it: it let all clients in without TLS */
  readonly parameterGroup?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  /** @default 'available' */
  readonly status?: DatabaseStatus;
  /** When a stopped one stopped; milliseconds since 1970. @default it has never stopped */
  readonly stoppedAt?: number;
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
  /** @default the one that RDS has for engine and version */
  readonly parameterGroup?: string;
}

/** An instance that starts with the data of a snapshot: engine, database and user come from there. */
export interface RestoreRequest
  extends Omit<DatabaseRequest, 'engine' | 'engineVersion' | 'databaseName' | 'username' | 'password'> {
  /** Name or ARN of the snapshot. */
  readonly snapshot: string;
  /** @default the one that the snapshot was taken with */
  readonly password?: string;
  /** Refused when it is another than the snapshot's. @default the snapshot's */
  readonly engine?: string;
  /** @default the snapshot's */
  readonly engineVersion?: string;
}

/** A copy of an instance's data as it stood. */
export interface DatabaseSnapshot
  extends Pick<
    DatabaseInstance,
    | 'engine'
    | 'engineVersion'
    | 'databaseName'
    | 'username'
    | 'allocatedStorage'
    | 'resourceId'
    | 'port'
    | 'arn'
    | 'tags'
  > {
  readonly identifier: string;
  readonly instanceIdentifier: string;
  /** Milliseconds since 1970, as is the next. */
  readonly instanceCreatedAt: number;
  /** Later than every snapshot before it. */
  readonly createdAt: number;
  /** Name of the data in the server. */
  readonly copy: string;
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
    | 'parameterGroup'
  >
>;

/** A group of subnets, or of parameters, of which the one that forces TLS counts. */
export interface DatabaseGroup {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Subnet ids of a subnet group. */
  readonly subnets: readonly string[];
  readonly vpcId?: string;
  /** Availability zone of each subnet. */
  readonly zones?: Readonly<Record<string, string>>;
  /** Family of a parameter group. */
  readonly family?: string;
  /** Of a parameter group: what it sets. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export type DatabaseGroupKind = 'subgrp' | 'pg';

/** RDS: one database and one user in a real server for each instance. */
export interface Databases {
  /** Throws AwsError, with AWS's wording where AWS would refuse too. */
  create(request: DatabaseRequest): Promise<DatabaseInstance>;
  /** Throws AwsError as `create` does, and when there is no such snapshot. */
  restore(request: RestoreRequest): Promise<DatabaseInstance>;
  /** Throws AwsError for what AWS would refuse, and unless the instance is available. */
  change(identifier: string, change: DatabaseChange): Promise<DatabaseInstance>;
  changePassword(identifier: string, password: string): Promise<void>;
  has(identifier: string): boolean;
  instance(identifier: string): DatabaseInstance | undefined;
  instances(): readonly DatabaseInstance[];
  /** Drops database and role, their connections cut. Throws AwsError while deletion protection is on. */
  delete(identifier: string): Promise<void>;
  /** Cuts its connections and lets no client in; it is `stopped` a little later. Throws AwsError unless it is available. */
  stop(identifier: string): DatabaseInstance;
  /** It is available a little later. Throws AwsError unless it is stopped. */
  start(identifier: string): DatabaseInstance;
  /** Cuts the instance's connections; it can be entered again at once. Throws AwsError for an instance that is only recorded, or not available. */
  takeSnapshot(identifier: string, name: string, tags?: Readonly<Record<string, string>>): Promise<DatabaseSnapshot>;
  snapshots(): readonly DatabaseSnapshot[];
  /** Throws AwsError when there is none. */
  deleteSnapshot(name: string): Promise<DatabaseSnapshot>;
  /** For a person: what becomes of instances on this machine, a line for PostgreSQL and one for MySQL and MariaDB. */
  remarks(): Promise<readonly string[]>;
  putGroup(kind: DatabaseGroupKind, group: Omit<DatabaseGroup, 'arn'>): DatabaseGroup;
  /** Throws AwsError while an instance uses it. */
  deleteGroup(kind: DatabaseGroupKind, name: string): void;
  groups(kind: DatabaseGroupKind): readonly DatabaseGroup[];
  /** PEM: of the authority that signs the certificates of instances. */
  readonly caCertificate: string;
  /** Begins to start the server without waiting, so that the first instance need not. */
  warm(): void;
  /** Stops the server if this endpoint started it. */
  close(): Promise<void>;
}

/** What the service adds to the state of the cloud. */
export interface RdsState {
  readonly databases: Databases;
}
