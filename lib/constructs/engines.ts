import type { DatabaseSettings } from '../settings/settings';

/** What differs between the engines. */
export const engines: Readonly<Record<DatabaseSettings['engine'], { readonly port: string; readonly title: string }>> =
  {
    postgres: { port: '5432', title: 'PostgreSQL' },
    mysql: { port: '3306', title: 'MySQL' },
    mariadb: { port: '3306', title: 'MariaDB' },
  };
