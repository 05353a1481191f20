import type { DatabaseSettings } from '../../settings';

/** Names that the user and the database of an instance cannot have, in lower case. */
export interface ReservedNames {
  readonly users: readonly string[];
  /** Beginnings of names of users. */
  readonly userPrefixes: readonly string[];
  readonly databases: readonly string[];
}

const ofMySql: ReservedNames = {
  users: ['root', 'rdsadmin', 'rdsrepladmin', 'mysql'],
  userPrefixes: [],
  databases: ['mysql', 'information_schema', 'performance_schema', 'sys', 'innodb'],
};

/**
 * What RDS refuses by engine. `admin` fails on PostgreSQL and works on MySQL, `postgres` works on PostgreSQL (tried on AWS by cfn-lint,
 * pull request 4425, 2026-03-26); `db` fails on PostgreSQL (troposphere, issue 1146); roles that begin with `pg_` are PostgreSQL's own
 * (its manual, CREATE ROLE). `lib/local/rds/check-request.ts` holds the same table, since the endpoint imports nothing of ours.
 */
export const reservedNames: Readonly<Record<DatabaseSettings['engine'], ReservedNames>> = {
  postgres: {
    users: ['admin', 'public', 'rdsadmin', 'rdsrepladmin', 'rds_superuser', 'user'],
    userPrefixes: ['pg_'],
    databases: ['db', 'postgres', 'rdsadmin', 'template0', 'template1'],
  },
  mysql: ofMySql,
  mariadb: ofMySql,
};
