/** What an application keeps its data in, by the drivers that it has. */
export interface Stores {
  readonly database: 'postgres' | 'mysql' | 'mariadb' | 'none';
  readonly fileStore: boolean;
  /** The package that speaks to the database. @default none */
  readonly driver?: string;
}

const drivers: readonly (readonly [Stores['database'], readonly string[]])[] = [
  [
    'postgres',
    [
      ...['pg', 'pg-promise', 'postgres', 'postgresql', '@prisma/adapter-pg', 'slonik'],
      ...['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000', 'aiopg'],
    ],
  ],
  ['mariadb', ['mariadb']],
  ['mysql', ['mysql', 'mysql2', 'mysqlclient', 'pymysql', 'aiomysql', 'asyncmy', 'mysql-connector-python']],
];
const fileClients = ['@aws-sdk/client-s3', 'aws-sdk', 's3fs', 'boto3', 'aioboto3', 'aiobotocore', 'django-storages'];

/** Guesses from the names of what is installed. */
export function storesOf(dependencies: readonly string[]): Stores {
  const [database, driver] =
    drivers
      .map(([engine, names]) => [engine, names.find((name) => dependencies.includes(name))] as const)
      .find(([, name]) => name !== undefined) ?? [];
  const client = fileClients.find((name) => dependencies.includes(name));
  return {
    database: database ?? 'none',
    fileStore: client !== undefined,
    ...(driver !== undefined && { driver }),
  };
}
