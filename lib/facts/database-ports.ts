import type { DatabaseSettings } from '../settings/settings';

/**
 * Where a database listens, by its engine. They are not the usual ones, which attackers try first; apps read theirs from `RDS_PORT`. These never change,
 * for another port replaces the instance.
 */
export const databasePorts: Readonly<Record<DatabaseSettings['engine'], string>> = {
  postgres: '15432',
  mysql: '13306',
  mariadb: '13306',
};
