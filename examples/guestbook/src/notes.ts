import { Pool } from 'pg';

export interface Note {
  readonly id: number;
  readonly author: string;
  readonly message: string;
  /** Key of the picture in the file store. */
  readonly picture: string | null;
  readonly createdAt: Date;
}

/** The notes in PostgreSQL. Beanstalk's usual names say where it is. */
export class Notes {
  private readonly pool = new Pool({
    host: process.env.RDS_HOSTNAME,
    port: Number(process.env.RDS_PORT ?? 5432),
    database: process.env.RDS_DB_NAME,
    user: process.env.RDS_USERNAME,
    password: process.env.RDS_PASSWORD,
    max: 5,
    connectionTimeoutMillis: 5_000,
    // TLS, and whom to trust, are in PGSSLMODE and NODE_EXTRA_CA_CERTS: pg and Node.js read them, preview-stacks sets them.
  });

  constructor() {
    // A connection that breaks while idle must not end the process: the pool makes a new one.
    this.pool.on('error', (error) => console.error(`database: ${error.message}`));
  }

  /** Brings the tables up to date; safe to run again and by several instances at once. */
  async migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(4711)');
      await client.query(`create table if not exists notes (
        id serial primary key,
        author text not null,
        message text not null,
        picture text,
        seed_key text unique,
        created_at timestamptz not null default now()
      )`);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async list(): Promise<readonly Note[]> {
    const { rows } = await this.pool.query(
      'select id, author, message, picture, created_at as "createdAt" from notes order by created_at desc, id desc limit 100',
    );
    return rows;
  }

  async add(note: { author: string; message: string; picture?: string }): Promise<void> {
    await this.pool.query('insert into notes (author, message, picture) values ($1, $2, $3)', [
      note.author,
      note.message,
      note.picture ?? null,
    ]);
  }

  /** Adds a note of the test data once: a second run with the same key changes nothing. */
  async seed(key: string, author: string, message: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'insert into notes (seed_key, author, message) values ($1, $2, $3) on conflict (seed_key) do nothing',
      [key, author, message],
    );
    return rowCount === 1;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
