import { randomBytes } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { TcpProxy } from '../http/tcp-proxy';
import type { Journal } from '../state/journal';
import { checkIdentifier, checkPassword, checkRequest, checkTags, checkVersion, isMySql } from './check-request';
import { ownAddress } from './database-records';
import type {
  DatabaseChange,
  DatabaseInstance,
  DatabaseRequest,
  DatabaseSnapshot,
  Databases,
  RestoreRequest,
} from './databases';
import type { InstanceEngine, InstanceLogin } from './instance-engine';
import type { MariaDbSearch } from './mariadb/mariadb-programs';
import { mariaDbRemark } from './mariadb/mariadb-remark';
import type { PostgresEngine } from './postgres/postgres-engine';
import { isRecorded, recordedPlace } from './recorded-place';
import { SnapshotRecords } from './snapshot-records';
import { type StopOptions, StoppableRecords, statusOf } from './stoppable-records';
import type { Authority } from './tls/authority';
import { forcesTls } from './tls/forced-tls';

interface StoreOptions extends StopOptions {
  readonly journal: Journal;
  /** `arn:aws:rds:<region>:<account>` */
  readonly arn: string;
  readonly postgresEngine: PostgresEngine;
  readonly mariaDbEngine: InstanceEngine;
  readonly mariaDb: () => Promise<MariaDbSearch>;
  readonly authority: Authority;
}

/** Instances and snapshots: what is known of them, and the engines that keep their data. */
export class InstanceStore extends StoppableRecords implements Databases {
  private readonly proxies = new Map<string, TcpProxy>();
  /** Instances that no client may enter for the moment. */
  private readonly shut = new Map<string, Promise<unknown>>();
  private readonly taken: SnapshotRecords;

  constructor(private readonly options: StoreOptions) {
    super(options.journal, options.arn, options);
    this.taken = new SnapshotRecords(options.journal, options.arn);
  }

  async reopen(): Promise<void> {
    this.goOn();
    const run = this.instances().filter((instance) => !isRecorded(instance));
    await Promise.all(run.map((instance) => this.proxy(instance).reopen(instance.port)));
    if (run.some(({ engine }) => !isMySql(engine))) {
      this.warm();
    }
  }

  async create(request: DatabaseRequest): Promise<DatabaseInstance> {
    const identifier = this.freeName(request.identifier);
    checkRequest(request);
    const login = { ...request, identifier };
    const remark = isMySql(request.engine) ? mariaDbRemark(await this.options.mariaDb()) : undefined;
    if (remark?.recorded) {
      return this.record(identifier, { ...recordedPlace(identifier), remark: remark.text }, request);
    }
    const port = await this.bringUp(login, (engine) => engine.make(login, request.password));
    return this.record(identifier, { port, remark: remark?.text }, request);
  }

  async restore(request: RestoreRequest): Promise<DatabaseInstance> {
    const { identifier: wanted, snapshot: name, password, engine: engineWanted, ...fields } = request;
    const { engine, engineVersion, databaseName, username, allocatedStorage, copy } = this.taken.mustHave(name);
    const identifier = this.freeName(wanted);
    if (engineWanted !== undefined && engineWanted !== engine) {
      throw new AwsError(
        'InvalidParameterCombination',
        `The engine ${engineWanted} cannot be restored from a snapshot of ${engine}`,
      );
    }
    if (password !== undefined) checkPassword(password);
    checkTags(request.tags);
    if (request.engineVersion !== undefined && !isMySql(engine)) checkVersion(request.engineVersion);
    const login = { identifier, engine, databaseName, username };
    const remark = isMySql(engine) ? mariaDbRemark(await this.options.mariaDb()).text : undefined;
    const port = await this.bringUp(login, (one) => one.restore(copy, login, password));
    const known = { engineVersion, allocatedStorage, ...given(fields) };
    return this.record(identifier, { port, remark }, { ...known, ...login, tags: request.tags });
  }

  async change(identifier: string, change: DatabaseChange): Promise<DatabaseInstance> {
    const former = this.mustBeAvailable(identifier);
    const { password, ...fields } = change;
    if (fields.engineVersion !== undefined && !isMySql(former.engine)) {
      checkVersion(fields.engineVersion);
      if (Number.parseInt(fields.engineVersion, 10) < Number.parseInt(former.engineVersion, 10)) {
        throw new AwsError(
          'InvalidParameterCombination',
          `Cannot upgrade postgres from ${former.engineVersion} to ${fields.engineVersion}`,
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
    const instance = this.mustBeAvailable(identifier);
    checkPassword(password);
    await this.engineOf(instance)?.changePassword(instance, password);
  }

  async delete(identifier: string): Promise<void> {
    const instance = this.instance(identifier);
    if (!instance) {
      return;
    }
    if (instance.deletionProtection) {
      throw new AwsError(
        'InvalidParameterCombination',
        'Cannot delete protected DB Instance, please disable deletion protection and try again.',
      );
    }
    await this.proxies.get(identifier)?.close();
    await this.engineOf(instance)?.drop(identifier);
    this.proxies.delete(identifier);
    this.forget(identifier);
  }

  stop(identifier: string): DatabaseInstance {
    const instance = this.mustHave(identifier);
    if (this.shut.has(instance.identifier)) {
      throw new AwsError('InvalidDBInstanceState', `Instance ${instance.identifier} is not in available state.`);
    }
    const stopping = this.pass(instance, 'stop', this.engineOf(instance)?.rest(instance.identifier));
    this.proxies.get(instance.identifier)?.cut();
    return stopping;
  }

  start(identifier: string): DatabaseInstance {
    return this.pass(this.mustHave(identifier), 'start');
  }

  async takeSnapshot(
    identifier: string,
    name: string,
    tags: Readonly<Record<string, string>> = {},
  ): Promise<DatabaseSnapshot> {
    this.taken.checkName(name);
    checkTags(tags);
    const instance = this.mustHave(identifier);
    const engine = this.engineOf(instance);
    if (statusOf(instance) !== 'available') {
      // botocore 1.43.11, model of CreateDBSnapshot: available or storage-optimization. The words: hashicorp/terraform-provider-aws#46687, 2026-02-27.
      throw new AwsError(
        'InvalidDBInstanceState',
        `Cannot create a snapshot because the database instance ${instance.identifier} is not currently in the available state.`,
      );
    }
    if (!engine) {
      throw new AwsError(
        'InvalidDBInstanceState',
        `The DB instance ${instance.identifier} is recorded only: it has no data to take a snapshot of.`,
      );
    }
    // No identifier has a dot, so that no instance can bear this name.
    const copy = `snapshot.${randomBytes(8).toString('hex')}`;
    await this.whileShut(instance.identifier, () => engine.copy(instance, copy));
    const latest = Math.max(0, ...this.taken.all().map(({ createdAt }) => createdAt));
    return this.taken.record(name, instance, {
      copy,
      createdAt: Math.max(this.options.journal.now(), latest + 1),
      tags,
    });
  }

  snapshots(): readonly DatabaseSnapshot[] {
    return this.taken.all();
  }

  async deleteSnapshot(name: string): Promise<DatabaseSnapshot> {
    const snapshot = this.taken.mustHave(name);
    await this.engineFor(snapshot.engine).drop(snapshot.copy);
    this.taken.forget(snapshot);
    return snapshot;
  }

  async remarks(): Promise<readonly string[]> {
    return [this.options.postgresEngine.remark(), mariaDbRemark(await this.options.mariaDb()).text];
  }

  get caCertificate(): string {
    return this.options.authority.certificate;
  }

  warm(): void {
    this.options.postgresEngine.warm();
  }

  async close(): Promise<void> {
    this.giveUp();
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.close()));
    await Promise.all([this.options.postgresEngine.close(), this.options.mariaDbEngine.close()]);
  }

  /** Throws AwsError in the words that CloudFormation passes on, too (an AWS workshop on Service Catalog, "Database instance is not in available state."). */
  private mustBeAvailable(identifier: string): DatabaseInstance {
    const instance = this.mustHave(identifier);
    if (statusOf(instance) !== 'available') {
      throw new AwsError('InvalidDBInstanceState', 'Database instance is not in available state.');
    }
    return instance;
  }

  /** Throws AwsError for a name that is taken or that RDS does not take. */
  private freeName(wanted = `db${randomBytes(8).toString('hex')}`): string {
    const identifier = wanted.toLowerCase();
    checkIdentifier(identifier);
    if (this.has(identifier) || this.proxies.has(identifier)) {
      throw new AwsError('DBInstanceAlreadyExists', 'DB instance already exists');
    }
    return identifier;
  }

  /** Returns the port of an instance whose data `fill` makes. */
  private async bringUp(login: InstanceLogin, fill: (engine: InstanceEngine) => Promise<void>): Promise<number> {
    const proxy = this.proxy(login);
    try {
      const [port] = await Promise.all([proxy.open(0), fill(this.engineFor(login.engine))]);
      return port;
    } catch (error) {
      this.proxies.delete(login.identifier);
      await proxy.close();
      throw error;
    }
  }

  /** A client that connects meanwhile waits in the proxy. */
  private async whileShut(identifier: string, work: () => Promise<void>): Promise<void> {
    await this.shut.get(identifier);
    const done = work();
    const settled = done.catch(() => undefined);
    this.shut.set(identifier, settled);
    this.proxies.get(identifier)?.cut();
    try {
      await done;
    } finally {
      if (this.shut.get(identifier) === settled) this.shut.delete(identifier);
    }
  }

  private proxy(instance: InstanceLogin): TcpProxy {
    const { identifier, engine } = instance;
    const ready = async () => this.shut.get(identifier);
    const proxy = this.engineFor(engine).proxy(instance, ready, {
      address: ownAddress,
      forced: () => this.forcesTls(identifier),
    });
    proxy.admitWhile(() => statusOf(this.instance(identifier) ?? {}) === 'available');
    this.proxies.set(identifier, proxy);
    return proxy;
  }

  private forcesTls(identifier: string): boolean {
    const instance = this.instance(identifier);
    if (instance?.parameterGroup === undefined) return false;
    const group = this.groups('pg').find(({ name }) => name === instance.parameterGroup);
    return forcesTls(instance, group?.parameters);
  }

  /** Undefined for an instance that no server runs. */
  private engineOf(instance: DatabaseInstance): InstanceEngine | undefined {
    return isRecorded(instance) ? undefined : this.engineFor(instance.engine);
  }

  private engineFor(engine: string): InstanceEngine {
    return isMySql(engine) ? this.options.mariaDbEngine : this.options.postgresEngine;
  }
}

function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
