import { Client } from 'pg';
import { AwsError } from '../../http/aws-error';
import type { SqlServer } from './sql-server';

/** A server of the user's own, by URL; its role must be allowed to make roles and databases. */
export class OutsideServer implements SqlServer {
  readonly exclusive = false;
  private readonly host: string;
  private readonly port: number;

  constructor(private readonly url: string) {
    const { hostname, port } = new URL(url);
    this.host = hostname;
    this.port = Number(port || 5432);
  }

  async ready(): Promise<{ host: string; port: number }> {
    return { host: this.host, port: this.port };
  }

  async admin<T>(work: (client: Client) => Promise<T>, database?: string): Promise<T> {
    const url = new URL(this.url);
    if (database !== undefined) url.pathname = `/${encodeURIComponent(database)}`;
    const client = new Client({ connectionString: url.href });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AwsError(
        'GeneralServiceException',
        `The PostgreSQL server at ${this.host}:${this.port} cannot be used: ${reason}`,
      );
    }
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  remark(): string {
    return `PostgreSQL is the server at ${this.host}:${this.port}.`;
  }

  async close(): Promise<void> {}
}
