import { Client } from 'pg';
import { AwsError } from '../../http/aws-error';
import type { SqlServer } from './sql-server';

/** Makes the role and the database of one instance; both bear `name`. */
export async function makeDatabase(server: SqlServer, name: string, password: string): Promise<void> {
  const inner = quoted(name);
  await server.admin(async (client) => {
    await clearTheWay(server, client, name);
    await client.query(`CREATE ROLE ${inner} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    // A role that is no superuser may only give away what it could own itself.
    await client.query(`GRANT ${inner} TO CURRENT_USER`);
    const quick = await quickStrategy(client);
    await client.query(`CREATE DATABASE ${inner} OWNER ${inner} TEMPLATE template0${quick}`);
    // Else every other instance's role could enter.
    await client.query(`REVOKE ALL ON DATABASE ${inner} FROM PUBLIC`);
  });
}

/** Drops what an earlier attempt left in a server of our own. Throws AwsError where the name may be somebody's. */
export async function clearTheWay(server: SqlServer, client: Client, name: string): Promise<void> {
  if (server.exclusive) {
    await drop(client, name);
  }
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rows.length > 0) {
    throw new AwsError(
      'GeneralServiceException',
      `The PostgreSQL server has a role ${name} already: drop it, and its database, or use another server`,
    );
  }
}

export function changeRolePassword(server: SqlServer, name: string, password: string): Promise<unknown> {
  return server.admin((client) =>
    client.query(`ALTER ROLE ${quoted(name)} PASSWORD ${client.escapeLiteral(password)}`),
  );
}

/** Cuts connections first. What is gone already stays gone. */
export function dropDatabase(server: SqlServer, name: string): Promise<void> {
  return server.admin((client) => drop(client, name));
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
  await client.query(`DROP ROLE IF EXISTS ${quoted(name)}`);
}

/** Copying files takes a third of the time of writing the new database through the log; older servers know no other way. */
export async function quickStrategy(client: Client): Promise<string> {
  const { rows } = await client.query('SHOW server_version_num');
  return Number(rows[0]?.server_version_num) >= 150000 ? ' STRATEGY file_copy' : '';
}

function quoted(name: string): string {
  return Client.prototype.escapeIdentifier(name);
}
