import type { DatabaseField } from '../../settings/settings';
import type { AppSources } from './app-sources';

/** Kinds of databases that a target can have. */
export type DatabaseKind = 'postgres' | 'mysql' | 'mariadb' | 'none';

/** Names of environment properties, and what of the database each holds. */
export type DatabaseNames = Readonly<Record<string, DatabaseField>>;

/** Names that every target with a database sets without being asked. */
const setAnyway = /^(?:DATABASE_URL|RDS_[A-Z]+)$/;

/** What stands before a field in names that apps use, and for which kind of database. */
const owners = {
  any: ['DB', 'DATABASE', 'SQL', 'TYPEORM'],
  postgres: ['PG', 'POSTGRES', 'POSTGRESQL'],
  mysql: ['MYSQL', 'MARIADB'],
};

const fields: Readonly<Record<DatabaseField, readonly string[]>> = {
  host: ['HOST', 'HOSTNAME', 'SERVER'],
  port: ['PORT'],
  name: ['NAME', 'DATABASE', 'DB', 'DBNAME', 'DATABASE_NAME', 'DB_NAME'],
  username: ['USER', 'USERNAME'],
  password: ['PASS', 'PASSWORD'],
  url: ['URL', 'URI', 'CONNECTION_STRING'],
};

/** Names that are put together in another way: libpq's, those of Flask-SQLAlchemy, Vercel and Prisma. */
const ownWay: DatabaseNames = {
  SQLALCHEMY_DATABASE_URI: 'url',
  SQLALCHEMY_DATABASE_URL: 'url',
  POSTGRES_PRISMA_URL: 'url',
  POSTGRES_URL_NON_POOLING: 'url',
  DATABASE_DIRECT_URL: 'url',
  DIRECT_DATABASE_URL: 'url',
};
const ofLibpq: DatabaseNames = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGDATABASE: 'name',
  PGUSER: 'username',
  PGPASSWORD: 'password',
};

/**
 * How sources read an environment variable whose name stands there: JavaScript, Python and the schema of Prisma, django-environ, decouple and
 * Nest's ConfigService. The name is hostile input: these groups let nothing else through.
 */
const readings = [
  /\benv(?:iron)?\s*(?:\?\.|\.)?\s*\[\s*['"`]([A-Z][A-Z0-9_]*)['"`]/g,
  /\benv\s*(?:\?\.|\.)\s*([A-Z][A-Z0-9_]*)\b/g,
  /\b(?:getenv|env|env\.\w+|environ\.get|config|[cC]onfig(?:Service)?\.(?:get|getOrThrow))\s*(?:<[^<>()]{1,80}>)?\(\s*['"`]([A-Z][A-Z0-9_]*)['"`]/g,
];
/** Groups of names that are taken from the environment at once, and SvelteKit's import of names. */
const groups = [
  /\{([^{}]{1,2000})\}\s*=\s*process\.env\b/g,
  /import\s*\{([^{}]{1,2000})\}\s*from\s*['"]\$env\/static/g,
];

const examples = ['.env.example', '.env.sample', '.env.dist', '.env.template'];

/**
 * The names by which an app asks for its database: of its sources, else of the example of its `.env`. Empty where it needs none of its own,
 * because it reads a name that is set anyway, or none that is known.
 */
export async function databaseNames(app: AppSources, database: DatabaseKind): Promise<DatabaseNames> {
  if (database === 'none') return {};
  const read = new Set<string>();
  for (const text of app.sources.values()) for (const name of namesRead(text)) read.add(name);
  for (const path of app.paths.filter((one) => one.endsWith('.prisma')))
    for (const name of namesRead((await app.read(path)) ?? '')) read.add(name);
  const known = knownAmong(read, database);
  if (Object.keys(known).length > 0 || anySetAnyway(read)) return anySetAnyway(read) ? {} : known;
  const listed = new Set<string>();
  for (const name of examples) for (const found of namesListed((await app.read(name)) ?? '')) listed.add(found);
  return anySetAnyway(listed) ? {} : knownAmong(listed, database);
}

/** What an app asks for by one of these names. */
function fieldOf(name: string, database: Exclude<DatabaseKind, 'none'>): DatabaseField | undefined {
  const engine = database === 'postgres' ? 'postgres' : 'mysql';
  const own = { ...ownWay, ...(engine === 'postgres' && ofLibpq) };
  if (Object.hasOwn(own, name)) return own[name];
  const owner = [...owners.any, ...owners[engine]].find((one) => name.startsWith(`${one}_`));
  if (owner === undefined) return undefined;
  const rest = name.slice(owner.length + 1);
  return (Object.keys(fields) as DatabaseField[]).find((field) => fields[field].includes(rest));
}

function knownAmong(names: ReadonlySet<string>, database: Exclude<DatabaseKind, 'none'>): DatabaseNames {
  const found = [...names].flatMap((name) => {
    const field = fieldOf(name, database);
    return field === undefined ? [] : [[name, field] as const];
  });
  const order = Object.keys(fields);
  return Object.fromEntries(
    found.sort(([a, one], [b, other]) => order.indexOf(one) - order.indexOf(other) || (a < b ? -1 : 1)),
  );
}

function anySetAnyway(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => setAnyway.test(name));
}

function namesRead(text: string): string[] {
  const single = readings.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const grouped = groups.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, inner = '']) =>
      inner.split(',').flatMap((part) => /^\s*([A-Z][A-Z0-9_]*)\b/.exec(part)?.[1] ?? []),
    ),
  );
  return [...single, ...grouped];
}

/** Names of a `.env`: what stands behind `=` is never looked at. */
function namesListed(text: string): string[] {
  return text.split('\n').flatMap((line) => /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1] ?? []);
}
