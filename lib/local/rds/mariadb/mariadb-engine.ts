import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../../http/aws-error';
import type { DatabaseInstance } from '../databases';
import type { InstanceEngine, InstanceLogin } from '../instance-engine';
import type { Authority } from '../tls/authority';
import type { Door } from '../tls/door';
import type { MariaDbSearch } from './mariadb-programs';
import { MariaDbProxy } from './mariadb-proxy';
import { MariaDbServer } from './mariadb-server';
import { makeSql, passwordSql } from './mariadb-sql';

/** Instances of MySQL and MariaDB, each a MariaDB server in a folder of its own below `folder`. */
export class MariaDbEngine implements InstanceEngine {
  private readonly servers = new Map<string, MariaDbServer>();

  constructor(
    private readonly folder: string,
    private readonly search: () => Promise<MariaDbSearch>,
    private readonly authority: Authority,
  ) {}

  async make(login: InstanceLogin, password: string): Promise<void> {
    const { identifier } = login;
    await this.drop(identifier);
    await this.bringUp(identifier, makeSql(login, password));
  }

  /** Only the master user can log in to a running server, so the server restarts and sets the new password at its start. */
  async changePassword(login: InstanceLogin, password: string): Promise<void> {
    const server = await this.server(login.identifier);
    await server.stop();
    server.prepare(passwordSql(login, password));
    await server.ready();
  }

  async drop(name: string): Promise<void> {
    await this.servers.get(name)?.stop();
    this.servers.delete(name);
    rmSync(this.place(name), { recursive: true, force: true });
  }

  async rest(name: string): Promise<void> {
    await this.servers.get(name)?.stop();
  }

  async copy({ identifier }: DatabaseInstance, name: string): Promise<void> {
    const server = await this.server(identifier);
    // Once it has run and ended well, its folder is whole.
    await server.ready();
    await server.stop();
    this.copyData(identifier, name);
    await server.ready();
  }

  async restore(name: string, login: InstanceLogin, password?: string): Promise<void> {
    const { identifier } = login;
    await this.drop(identifier);
    this.copyData(name, identifier);
    await this.bringUp(identifier, password === undefined ? undefined : passwordSql(login, password));
  }

  proxy({ identifier, engine }: InstanceLogin, ready: () => Promise<unknown>, door: Door): MariaDbProxy {
    const server = async () => {
      await ready();
      return (await this.server(identifier)).ready();
    };
    return new MariaDbProxy({ engine, server, forcesTls: door.forced });
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.stop()));
  }

  private async bringUp(identifier: string, sql: string | undefined): Promise<void> {
    try {
      const server = await this.server(identifier);
      if (sql !== undefined) server.prepare(sql);
      await server.ready();
    } catch (error) {
      await this.drop(identifier);
      throw error;
    }
  }

  private async server(identifier: string): Promise<MariaDbServer> {
    const known = this.servers.get(identifier);
    if (known) return known;
    const found = await this.search();
    if (found.kind === 'absent')
      throw new AwsError('GeneralServiceException', `${identifier} cannot be run: ${found.because}`);
    const server =
      this.servers.get(identifier) ?? new MariaDbServer(found.programs, this.place(identifier), this.authority);
    this.servers.set(identifier, server);
    return server;
  }

  private copyData(from: string, to: string): void {
    const source = join(this.place(from), 'data');
    if (!existsSync(source)) throw new AwsError('GeneralServiceException', `There is no data of ${from} any more`);
    const half = join(this.place(to), 'data.half');
    mkdirSync(this.place(to), { recursive: true });
    cpSync(source, half, { recursive: true, preserveTimestamps: true });
    renameSync(half, join(this.place(to), 'data'));
  }

  private place(name: string): string {
    return join(this.folder, name);
  }
}
