import type { DatabaseInstance } from '../databases';
import type { InstanceEngine, InstanceLogin } from '../instance-engine';
import type { Authority } from '../tls/authority';
import { type Door, secureContextOf } from '../tls/door';
import { InstanceProxy } from './instance-proxy';
import { changeRolePassword, dropDatabase, makeDatabase } from './instance-sql';
import { copyDatabase } from './postgres-copy';
import type { SqlServer } from './sql-server';

/** Instances in one PostgreSQL server: each is a database and a role of the same name. */
export class PostgresEngine implements InstanceEngine {
  private copying: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly server: SqlServer,
    private readonly authority: Authority,
  ) {}

  make({ identifier }: InstanceLogin, password: string): Promise<void> {
    return makeDatabase(this.server, identifier, password);
  }

  async changePassword({ identifier }: InstanceLogin, password: string): Promise<void> {
    await changeRolePassword(this.server, identifier, password);
  }

  drop(name: string): Promise<void> {
    return dropDatabase(this.server, name);
  }

  /** The server is the siblings' too. */
  async rest(): Promise<void> {}

  copy({ identifier }: DatabaseInstance, name: string): Promise<void> {
    return this.inTurn(() => copyDatabase(this.server, identifier, name, { login: false }));
  }

  restore(name: string, { identifier }: InstanceLogin, password?: string): Promise<void> {
    return this.inTurn(() => copyDatabase(this.server, name, identifier, { login: true, password }));
  }

  proxy(
    { identifier, databaseName, username }: InstanceLogin,
    ready: () => Promise<unknown>,
    door: Door,
  ): InstanceProxy {
    const server = async () => {
      await ready();
      return this.server.ready();
    };
    return new InstanceProxy({
      ...{ databaseName, username, innerName: identifier, server },
      ...{ secureContext: secureContextOf(this.authority, door), forcesTls: door.forced },
    });
  }

  /** For a person: which server it is, or that none is at hand. */
  remark(): string {
    return this.server.remark();
  }

  /** Begins to start the server without waiting. */
  warm(): void {
    // The next client gets the error.
    this.server.ready().catch(() => undefined);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  // Ownership of databases is shared by the whole server: two copies at a time would take it from each other.
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.copying.then(work);
    this.copying = done.catch(() => undefined);
    return done;
  }
}
