import type { AppSources } from './app-sources';
import type { DatabaseKind } from './database-names';

/** What of a database's URL picks the driver. */
export interface DriverUrl {
  readonly urlScheme?: string;
  readonly urlParameters?: string;
}

/**
 * Drivers that SQLAlchemy takes by the scheme, by package; those of coroutines last: apps that have one for migrations besides say which is
 * theirs by `create_async_engine`. SQLAlchemy 2.1 takes `postgresql://` for psycopg 3, and 2.0 for psycopg2
 * (https://docs.sqlalchemy.org/en/21/changelog/migration_21.html, https://docs.sqlalchemy.org/en/20/dialects/postgresql.html, 2026-11).
 */
const schemes: readonly (readonly [packages: readonly string[], engine: DatabaseKind, url: DriverUrl])[] = [
  [['psycopg2', 'psycopg2-binary'], 'postgres', { urlScheme: 'postgresql+psycopg2' }],
  [['psycopg'], 'postgres', { urlScheme: 'postgresql+psycopg' }],
  [['pymysql'], 'mysql', { urlScheme: 'mysql+pymysql' }],
  [['mysql-connector-python'], 'mysql', { urlScheme: 'mysql+mysqlconnector' }],
];
/** asyncpg's parameter of TLS has a name of its own. */
const asyncSchemes: typeof schemes = [
  [['asyncpg'], 'postgres', { urlScheme: 'postgresql+asyncpg', urlParameters: 'ssl=require' }],
  [['aiomysql'], 'mysql', { urlScheme: 'mysql+aiomysql' }],
  [['asyncmy'], 'mysql', { urlScheme: 'mysql+asyncmy' }],
];

/** Empty where the app has no SQLAlchemy, several drivers, or gives the URL to a driver itself, which knows no such scheme. */
export function sqlalchemyUrl({ python, sources }: AppSources, database: DatabaseKind): DriverUrl {
  if (!['sqlalchemy', 'flask-sqlalchemy', 'sqlmodel'].some((name) => python.includes(name))) return {};
  const texts = [...sources.values()];
  if (texts.some((text) => /\b(?:psycopg2?|asyncpg)\.(?:connect|create_pool)\(/.test(text))) return {};
  const found = (table: typeof schemes) =>
    table.filter(([names, engine]) => engine === database && names.some((name) => python.includes(name)));
  const plain = found(schemes);
  const async = found(asyncSchemes);
  const first = texts.some((text) => text.includes('create_async_engine')) ? async : plain;
  const [one, ...others] = first.length > 0 ? first : [...plain, ...async];
  return one !== undefined && others.length === 0 ? one[2] : {};
}
