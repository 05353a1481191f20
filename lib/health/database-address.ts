import type { Explanation } from './database-tls';

const here = String.raw`(?:localhost|127\.0\.0\.1|::1|\[::1\])`;

/**
 * What drivers say when no database listens on the app's own machine: node-postgres, postgres.js, mysql2 and mariadb; libpq with a host and without;
 * asyncpg; PyMySQL and mysqlclient; Prisma. Only the ports that are the usual ones: on another, whatever an app brings along may listen.
 */
const symptoms: readonly RegExp[] = [
  new RegExp(`ECONNREFUSED ${here}:(?:5432|3306)\\b`),
  new RegExp(`connection to server at "${here}"[^"]{0,40}, port 5432 failed: Connection refused`),
  /connection to server on socket "[^"]{1,200}\.PGSQL\.5432" failed/,
  new RegExp(`Connect call failed \\('${here}', (?:5432|3306)\\b`),
  new RegExp(`Can't connect to (?:MySQL|MariaDB) server on '${here}(?::3306)?'`),
  /Can't connect to local (?:MySQL |MariaDB )?server through socket/,
  new RegExp(`Can't reach database server at \`?${here}(?::|\`:\`)(?:5432|3306)\\b`),
];

/**
 * Undefined when no line says that the app asked for a database on its own machine.
 *
 * @param hasDatabase whether the target has one
 */
export function explainDatabaseAddress(lines: readonly string[], hasDatabase: boolean): Explanation | undefined {
  if (!symptoms.some((pattern) => lines.some((line) => pattern.test(line)))) return undefined;
  return {
    cause: 'The app asked for a database on its own machine, where none runs',
    fix: hasDatabase
      ? "Its database is in DATABASE_URL, and in RDS_HOSTNAME and the like. For an app that reads other names, settings give them: `database: { environment: { DB_HOST: 'host', … } }`; docs/getting-started.md has a table of apps"
      : "The settings say `database: 'none'`: write `database: { engine: 'postgres' }`, or 'mysql' or 'mariadb', and each target gets one, whose address is in DATABASE_URL",
  };
}
