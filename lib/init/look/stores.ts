import { type AppSources, firstText, scriptNames } from './app-sources';
import { type DatabaseKind, type DatabaseNames, databaseNames } from './database-names';
import { type DriverUrl, sqlalchemyUrl } from './sqlalchemy-url';

/** What an application keeps its data in. */
export interface Stores {
  readonly database: DatabaseKind;
  readonly fileStore: boolean;
  /** The package or the file that says so. @default none */
  readonly driver?: string;
  /** Names by which the app asks for the database, where it asks for none that is set anyway. */
  readonly names: DatabaseNames;
  /** What its driver is picked by. */
  readonly url: DriverUrl;
  /** What speaks to a store that is not made here, by package. */
  readonly others: readonly string[];
}

const drivers: readonly (readonly [DatabaseKind, readonly string[]])[] = [
  [
    'postgres',
    [
      ...['pg', 'pg-promise', 'postgres', 'postgresql', '@prisma/adapter-pg', 'slonik', '@fastify/postgres'],
      ...['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000', 'aiopg'],
    ],
  ],
  ['mariadb', ['mariadb', '@prisma/adapter-mariadb']],
  [
    'mysql',
    ['mysql', 'mysql2', '@fastify/mysql', 'mysqlclient', 'pymysql', 'aiomysql', 'asyncmy', 'mysql-connector-python'],
  ],
];
const fileClients = ['@aws-sdk/client-s3', 'aws-sdk', 's3fs', 'boto3', 'aioboto3', 'aiobotocore', 'django-storages'];
const elsewhere = [
  'mongodb',
  'mongoose',
  'pymongo',
  'redis',
  'ioredis',
  'mssql',
  'tedious',
  'oracledb',
  'cassandra-driver',
];

/** How Prisma and Drizzle call the databases: https://www.prisma.io/docs/orm/reference/prisma-schema-reference, https://orm.drizzle.team/docs/drizzle-config-file (2026-11). */
const dialects: Readonly<Record<string, DatabaseKind>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  mysql: 'mysql',
};

/** Guesses from what is installed, and from the schemas of Prisma and Drizzle. */
export async function storesOf(app: AppSources): Promise<Stores> {
  const names = [...Object.keys(app.node?.dependencies ?? {}), ...app.python];
  const [database, driver] =
    drivers
      .map(([engine, known]) => [engine, known.find((name) => names.includes(name))] as const)
      .find(([, name]) => name !== undefined) ?? (await schemaOf(app));
  return {
    database: database ?? 'none',
    names: await databaseNames(app, database ?? 'none'),
    url: sqlalchemyUrl(app, database ?? 'none'),
    fileStore: fileClients.some((name) => names.includes(name)),
    ...(driver !== undefined && { driver }),
    others: elsewhere.filter((name) => names.includes(name)),
  };
}

async function schemaOf(app: AppSources): Promise<readonly [DatabaseKind, string] | readonly []> {
  const schemas = [
    ...(app.node?.prismaSchema === undefined ? [] : [app.node.prismaSchema.replace(/^\.\//, '')]),
    ...app.paths.filter((path) => path.endsWith('.prisma')),
  ];
  for (const path of schemas) {
    // The generator has a provider, too: the datasource's is meant.
    const [, provider = ''] =
      /datasource\s+\w+\s*\{[^}]*?provider\s*=\s*"(\w+)"/.exec((await app.read(path)) ?? '') ?? [];
    const engine = dialects[provider];
    if (engine !== undefined) return [engine, path];
  }
  const [, dialect = ''] =
    /dialect\s*:\s*['"](\w+)['"]/.exec(await firstText(app, scriptNames('drizzle.config'))) ?? [];
  const engine = dialects[dialect];
  return engine === undefined ? [] : [engine, 'drizzle.config'];
}

/** What several applications of one repository keep their data in, together. */
export function storesOfAll(all: readonly Stores[]): Stores {
  const found = all.find(({ database }) => database !== 'none');
  return {
    database: found?.database ?? 'none',
    names: Object.assign({}, ...all.filter(({ database }) => database === found?.database).map(({ names }) => names)),
    url: found?.url ?? {},
    fileStore: all.some(({ fileStore }) => fileStore),
    ...(found?.driver !== undefined && { driver: found.driver }),
    others: [...new Set(all.flatMap(({ others }) => others))],
  };
}
