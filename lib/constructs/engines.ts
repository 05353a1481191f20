import type { DatabaseSettings } from '../settings/settings';

/**
 * What differs between the engines. Ports are not the usual ones, which everybody tries first; apps are told theirs (`RDS_PORT`). Another port
 * replaces an instance: these never change.
 */
export const engines: Readonly<Record<DatabaseSettings['engine'], { readonly port: string; readonly title: string }>> =
  {
    postgres: { port: '15432', title: 'PostgreSQL' },
    mysql: { port: '13306', title: 'MySQL' },
    mariadb: { port: '13306', title: 'MariaDB' },
  };
