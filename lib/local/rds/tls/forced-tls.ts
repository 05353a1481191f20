/**
 * From which version on RDS lets no plain connection in unless a parameter group says so (Amazon RDS User Guide, "Requiring an SSL/TLS
 * connection" of PostgreSQL, MariaDB and MySQL, read on 27 November 2026; MySQL 8.4 and lower let them in).
 */
const defaults = {
  postgres: { parameter: 'rds.force_ssl', since: [15, 0] },
  mariadb: { parameter: 'require_secure_transport', since: [11, 8] },
  mysql: { parameter: 'require_secure_transport', since: [9, 7] },
} as const;

/** Whether an instance refuses plain connections. @param parameters what its parameter group sets */
export function forcesTls(
  { engine, engineVersion }: { readonly engine: string; readonly engineVersion: string },
  parameters: Readonly<Record<string, string>> = {},
): boolean {
  const { parameter, since } = defaults[engine as keyof typeof defaults] ?? defaults.postgres;
  const given = parameters[parameter];
  if (given !== undefined) return given === '1' || given.toUpperCase() === 'ON';
  const [major = 0, minor = 0] = engineVersion.split('.').map(Number);
  return major > since[0] || (major === since[0] && minor >= since[1]);
}
