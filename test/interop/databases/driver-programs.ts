/** A driver of Node.js, and programs that ask its database. */
export interface DriverProgram {
  /** As the advice calls it. */
  readonly name: string;
  readonly engine: 'postgres' | 'mysql';
  readonly packages: Readonly<Record<string, string>>;
  /** Speaks plain. */
  readonly plain: string;
  /** Follows the advice. */
  readonly advised: string;
  /** Follows the other advice: options beside host and user. @default there is none */
  readonly options?: string;
  /** What the log shows of it. @default itself */
  readonly shown?: string;
}

const parts = `{ host: E.RDS_HOSTNAME, port: +E.RDS_PORT, user: E.RDS_USERNAME, password: E.RDS_PASSWORD, database: E.RDS_DB_NAME`;
const byParts = (more: string) => `${parts}${more} }`;

const pg = (options: string) => `const { Client } = require('pg');
  const c = new Client(${options}); await c.connect(); await c.query('select 1'); await c.end();`;
const postgres = (args: string) => `const sql = require('postgres')(${args}); await sql\`select 1\`; await sql.end();`;
const knex = (
  client: string,
  connection: string,
) => `const k = require('knex')({ client: '${client}', connection: ${connection} });
  try { await k.raw('select 1'); } finally { await k.destroy(); }`;
const sequelize = (args: string) => `const { Sequelize } = require('sequelize');
  const s = new Sequelize(${args}); try { await s.authenticate(); } finally { await s.close(); }`;
const typeorm = (type: string, more: string) => `const { DataSource } = require('typeorm');
  const s = new DataSource({ type: '${type}', ${more} }); await s.initialize(); await s.destroy();`;
const typeormParts = `host: E.RDS_HOSTNAME, port: +E.RDS_PORT, username: E.RDS_USERNAME, password: E.RDS_PASSWORD, database: E.RDS_DB_NAME`;
const drizzle = (args: string) => `const { drizzle } = require('drizzle-orm/node-postgres');
  const d = drizzle(${args}); try { await d.execute('select 1'); } finally { await d.$client.end(); }`;
const prisma = (args: string) => `const { PrismaPg } = require('@prisma/adapter-pg');
  const a = await new PrismaPg(${args}).connect();
  try { await a.queryRaw({ sql: 'select 1', args: [], argTypes: [] }); } finally { await a.dispose(); }`;
const mysql2 = (options: string) => `const c = await require('mysql2/promise').createConnection(${options});
  await c.query('select 1'); await c.end();`;
const mariadb = (options: string) => `const c = await require('mariadb').createConnection(${options});
  await c.query('select 1'); await c.end();`;

const ownPg = { pg: '8.23.1' };
const ownMysql2 = { mysql2: '3.24.6' };

export const driverPrograms: readonly DriverProgram[] = [
  {
    ...{ name: 'pg', engine: 'postgres', packages: ownPg, plain: pg(byParts('')) },
    ...{ advised: pg('{ connectionString: E.DATABASE_URL }'), options: pg(byParts(', ssl: true')) },
  },
  {
    ...{ name: 'postgres.js', engine: 'postgres', packages: { postgres: '3.4.9' }, plain: postgres(byParts('')) },
    advised: postgres(`E.DATABASE_URL, { ssl: 'verify-full' }`),
  },
  {
    ...{ name: 'Knex', engine: 'postgres', packages: { ...ownPg, knex: '3.3.0' }, plain: knex('pg', byParts('')) },
    ...{ advised: knex('pg', 'E.DATABASE_URL'), options: knex('pg', byParts(', ssl: true')) },
  },
  {
    ...{ name: 'Sequelize', engine: 'postgres', packages: { ...ownPg, sequelize: '6.37.8' } },
    plain: sequelize(`{ dialect: 'postgres', logging: false, username: E.RDS_USERNAME, ${parts.slice(2)} }`),
    advised: sequelize('E.DATABASE_URL, { logging: false }'),
    options: sequelize(
      `{ dialect: 'postgres', logging: false, username: E.RDS_USERNAME, ${parts.slice(2)}, dialectOptions: { ssl: true } }`,
    ),
  },
  {
    ...{ name: 'TypeORM', engine: 'postgres', packages: { ...ownPg, typeorm: '1.1.1' }, shown: 'pg' },
    plain: typeorm('postgres', typeormParts),
    ...{
      advised: typeorm('postgres', 'url: E.DATABASE_URL'),
      options: typeorm('postgres', `${typeormParts}, ssl: true`),
    },
  },
  {
    ...{ name: 'Drizzle', engine: 'postgres', packages: { ...ownPg, 'drizzle-orm': '0.45.4' } },
    ...{ plain: drizzle(`{ connection: ${byParts('')} }`), advised: drizzle('E.DATABASE_URL') },
  },
  {
    ...{ name: 'Prisma', engine: 'postgres', packages: { ...ownPg, '@prisma/adapter-pg': '7.10.1' } },
    ...{ plain: prisma(byParts('')), advised: prisma('{ connectionString: E.DATABASE_URL }') },
  },
  {
    ...{ name: 'mysql2', engine: 'mysql', packages: ownMysql2, plain: mysql2(byParts('')) },
    advised: mysql2(byParts(', ssl: {}')),
  },
  {
    ...{ name: 'mariadb', engine: 'mysql', packages: { mariadb: '3.5.4' }, plain: mariadb(byParts('')) },
    advised: mariadb(byParts(', ssl: true')),
  },
  {
    ...{ name: 'Sequelize', engine: 'mysql', packages: { ...ownMysql2, sequelize: '6.37.8' } },
    plain: sequelize(`{ dialect: 'mysql', logging: false, username: E.RDS_USERNAME, ${parts.slice(2)} }`),
    advised: sequelize(
      `{ dialect: 'mysql', logging: false, username: E.RDS_USERNAME, ${parts.slice(2)}, dialectOptions: { ssl: {} } }`,
    ),
  },
  {
    ...{ name: 'TypeORM', engine: 'mysql', packages: { ...ownMysql2, typeorm: '1.1.1' }, shown: 'mysql2' },
    ...{ plain: typeorm('mysql', typeormParts), advised: typeorm('mysql', `${typeormParts}, ssl: {}`) },
  },
  {
    ...{ name: 'Knex', engine: 'mysql', packages: { ...ownMysql2, knex: '3.3.0' }, plain: knex('mysql2', byParts('')) },
    advised: knex('mysql2', byParts(', ssl: {}')),
  },
];

/** A whole program, which says on standard error why it failed, as apps do. */
export function programOf(lines: string): string {
  return `const E = process.env; (async () => { ${lines} })().catch((error) => { console.error(error); process.exit(1); });\n`;
}
