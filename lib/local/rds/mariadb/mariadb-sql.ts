import type { InstanceLogin } from '../instance-engine';

/** What RDS gives a master user: all but the server's files and the server itself. */
const privileges = [
  ...['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'RELOAD', 'PROCESS', 'REFERENCES', 'INDEX', 'ALTER'],
  ...['SHOW DATABASES', 'CREATE TEMPORARY TABLES', 'LOCK TABLES', 'EXECUTE', 'REPLICATION CLIENT', 'CREATE VIEW'],
  ...['SHOW VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'CREATE USER', 'EVENT', 'TRIGGER'],
];

/** Makes the database and the master user: one statement a line, as a server reads them at its start. */
export function makeSql({ databaseName, username }: InstanceLogin, password: string): string {
  return lines(
    `CREATE DATABASE IF NOT EXISTS ${name(databaseName)}`,
    `CREATE USER IF NOT EXISTS ${user(username)} IDENTIFIED BY ${text(password)}`,
    `GRANT ${privileges.join(', ')} ON *.* TO ${user(username)} WITH GRANT OPTION`,
  );
}

export function passwordSql({ username }: InstanceLogin, password: string): string {
  return lines(`ALTER USER ${user(username)} IDENTIFIED BY ${text(password)}`);
}

function lines(...statements: readonly string[]): string {
  return statements.map((statement) => `${statement};\n`).join('');
}

function name(value: string): string {
  return `\`${value.replaceAll('`', '``')}\``;
}

function user(value: string): string {
  return `${text(value)}@'%'`;
}

function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
