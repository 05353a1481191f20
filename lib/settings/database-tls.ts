import type { DatabaseSettings } from './data-settings';

/**
 * The parameter that closes the door to plain connections, and since which version RDS sets it by itself (Amazon RDS User Guide, "Requiring an
 * SSL/TLS connection" of PostgreSQL, MariaDB and MySQL, read on 27 November 2026). `lib/local/rds/tls/forced-tls.ts` holds the same table,
 * since the endpoint imports nothing of ours.
 */
const doors: Readonly<
  Record<DatabaseSettings['engine'], { readonly parameter: string; readonly since: readonly [number, number] }>
> = {
  postgres: { parameter: 'rds.force_ssl', since: [15, 0] },
  mysql: { parameter: 'require_secure_transport', since: [9, 7] },
  mariadb: { parameter: 'require_secure_transport', since: [11, 8] },
};

type Engine = Pick<DatabaseSettings, 'engine' | 'version'>;

/** What the version of an engine does when nothing is said. */
export function tlsByDefault({ engine, version }: Engine): NonNullable<DatabaseSettings['tls']> {
  const [since, sinceMinor] = doors[engine].since;
  const [major, minor] = partsOf(version);
  return major > since || (major === since && minor >= sinceMinor) ? 'required' : 'optional';
}

/** RDS's name for the parameters of a version: `postgres17`, `mysql8.4`, `mariadb11.8`. */
export function parameterFamily({ engine, version }: Engine): string {
  const [major, minor] = partsOf(version);
  return engine === 'postgres' ? `postgres${major}` : `${engine}${major}.${minor}`;
}

/** What a parameter group has to set. Instances take 1 and 0 for what clusters call ON and OFF (prowler, pull request 4116, 2024-05-28). */
export function tlsParameters({ engine, tls }: Pick<DatabaseSettings, 'engine' | 'tls'>): Record<string, string> {
  return { [doors[engine].parameter]: tls === 'required' ? '1' : '0' };
}

function partsOf(version: string): readonly [major: number, minor: number] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}
