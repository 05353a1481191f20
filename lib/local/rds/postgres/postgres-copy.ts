import { Client } from 'pg';
import { AwsError } from '../../http/aws-error';
import { clearTheWay, dropDatabase, quickStrategy } from './instance-sql';
import type { SqlServer } from './sql-server';

/**
 * Copies a database and its role under another name. Clients of the first are cut off: PostgreSQL copies no database
 * that is in use.
 *
 * @param options.password @default the one that the role has
 */
export async function copyDatabase(
  server: SqlServer,
  from: string,
  to: string,
  options: { readonly login: boolean; readonly password?: string },
): Promise<void> {
  const [former, next] = [quoted(from), quoted(to)];
  await server.admin((client) => clearTheWay(server, client, to));
  try {
    await server.admin(async (client) => {
      const password = options.password ?? (await verifier(client, from));
      if (password === undefined && options.login) {
        throw new AwsError(
          'InvalidParameterCombination',
          'The PostgreSQL server does not tell its role the password of the snapshot: give MasterUserPassword',
        );
      }
      const known = password === undefined ? '' : ` PASSWORD ${client.escapeLiteral(password)}`;
      await client.query(`CREATE ROLE ${next} ${options.login ? 'LOGIN' : 'NOLOGIN'}${known}`);
      await client.query(`GRANT ${next} TO CURRENT_USER`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
      await client.query(`CREATE DATABASE ${next} OWNER ${next} TEMPLATE ${former}${await quickStrategy(client)}`);
      await client.query(`REVOKE ALL ON DATABASE ${next} FROM PUBLIC`);
    });
    await server.admin((client) => handOver(client, from, to), to);
  } catch (error) {
    await dropDatabase(server, to).catch(() => undefined);
    throw error;
  }
}

/** Gives all that one role owns in the client's database to another; else the first could not be dropped while the copy stands. */
async function handOver(client: Client, from: string, to: string): Promise<void> {
  const [former, next] = [quoted(from), quoted(to)];
  await client.query('BEGIN');
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE datdba = (SELECT oid FROM pg_roles WHERE rolname = $1)',
    [from],
  );
  await client.query(`REASSIGN OWNED BY ${former} TO ${next}`);
  // That gave whole databases away too.
  for (const { name } of rows) await client.query(`ALTER DATABASE ${quoted(name)} OWNER TO ${former}`);
  // What is left are default privileges and grants.
  await client.query(`DROP OWNED BY ${former}`);
  await client.query('COMMIT');
}

/** What the server keeps of a password, which another role can be given as it is; undefined for those who may not read it. */
async function verifier(client: Client, role: string): Promise<string | undefined> {
  try {
    const { rows } = await client.query<{ kept: string | null }>(
      'SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1',
      [role],
    );
    return rows[0]?.kept ?? undefined;
  } catch (error) {
    if ((error as { readonly code?: string }).code === '42501') return undefined;
    throw error;
  }
}

function quoted(name: string): string {
  return Client.prototype.escapeIdentifier(name);
}
