import type { DatabaseCredentials, DatabasePlace } from './database-access';

const host = '127.0.0.1';

/** An address for people and their clients, without the password. */
export function connectionString({ engine, name, user }: DatabasePlace, port: number): string {
  const scheme = engine === 'postgres' ? 'postgresql' : 'mysql';
  const who = user === undefined ? '' : `${encodeURIComponent(user)}@`;
  const tls = engine === 'postgres' ? '?sslmode=require' : '?ssl-mode=REQUIRED';
  return `${scheme}://${who}${host}:${port}/${encodeURIComponent(name)}${tls}`;
}

/**
 * What a client of a database reads from its environment: libpq's variables (PostgreSQL 18, "Environment Variables"), those of MySQL's and MariaDB's clients, and the
 * ones that the app has on its instance. TLS is required, but the name in the certificate is that of RDS, never 127.0.0.1: it is not compared.
 */
export function clientEnvironment(
  { engine, name }: DatabasePlace,
  { user, password }: DatabaseCredentials,
  port: number,
): Readonly<Record<string, string | undefined>> {
  const common = {
    RDS_HOSTNAME: host,
    RDS_PORT: String(port),
    RDS_DB_NAME: name,
    RDS_USERNAME: user,
    RDS_PASSWORD: password,
  };
  if (engine !== 'postgres') {
    return { ...common, MYSQL_HOST: host, MYSQL_TCP_PORT: String(port), MYSQL_PWD: password };
  }
  return {
    ...common,
    ...{ PGHOST: host, PGPORT: String(port), PGDATABASE: name, PGUSER: user, PGPASSWORD: password },
    PGSSLMODE: 'require',
    // The person's own would choose another server, or want its certificate.
    ...{ PGHOSTADDR: undefined, PGSERVICE: undefined, PGSSLROOTCERT: undefined },
  };
}
