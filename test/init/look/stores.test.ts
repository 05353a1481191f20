import { notesOn } from '../../../lib/init/notes-on';
import { sample } from '../samples';
import { packageJson, type Tree } from './app-trees';

async function looked(tree: Tree) {
  const { facts, choices } = await sample('nothing', {}, (folder) => {
    for (const [path, text] of Object.entries(tree)) folder.files.set(path, text);
  });
  return { stores: facts.stores, notes: notesOn(choices, facts).join('\n') };
}

const prisma = (provider: string) =>
  `generator client {\n  provider = "prisma-client"\n}\n\ndatasource db {\n  provider = "${provider}"\n  url = env("DATABASE_URL")\n}\n`;
const withPrisma = packageJson({ start: 'node .' }, ['@prisma/client'], ['prisma']);

describe('the database of an application is found', () => {
  test.each([
    [
      'in the schema of Prisma',
      { 'package.json': withPrisma, 'prisma/schema.prisma': prisma('postgresql') },
      'postgres',
    ],
    [
      'in a schema of Prisma in parts',
      { 'package.json': withPrisma, 'prisma/schema/main.prisma': prisma('mysql') },
      'mysql',
    ],
    [
      'where package.json says that the schema is',
      {
        'package.json': packageJson({}, ['@prisma/client'], [], { prisma: { schema: './db/app.schema' } }),
        'db/app.schema': prisma('postgresql'),
      },
      'postgres',
    ],
    [
      "in Drizzle's configuration",
      {
        'package.json': packageJson({}, ['drizzle-orm']),
        'drizzle.config.ts': "defineConfig({ dialect: 'postgresql' })",
      },
      'postgres',
    ],
    [
      'in a file that requirements.txt includes',
      {
        'requirements.txt': '--requirement=reqs/prod.txt',
        'reqs/prod.txt': '-r ./db.txt',
        'reqs/db.txt': 'mysqlclient',
      },
      'mysql',
    ],
    ['in a Pipfile', { Pipfile: '[packages]\npsycopg2-binary = "*"\n' }, 'postgres'],
    [
      'in a pyproject.toml of Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\nasyncpg = "^0.30"\n' },
      'postgres',
    ],
    [
      'in a pyproject.toml of PEP 621, as uv writes it',
      { 'pyproject.toml': '[project]\ndependencies = [\n  "psycopg[binary]>=3.2",\n]\n' },
      'postgres',
    ],
    [
      'in an application of a monorepo',
      {
        'package.json': packageJson({}, [], [], { workspaces: ['apps/*'] }),
        'apps/api/package.json': packageJson({ start: 'node .' }, ['pg', 'typeorm']),
      },
      'postgres',
    ],
    ['nowhere, with SQLite', { 'package.json': withPrisma, 'prisma/schema.prisma': prisma('sqlite') }, 'none'],
  ])('%s', async (_, tree, database) => {
    expect((await looked(tree as Tree)).stores.database).toBe(database);
  });

  test('not where a requirements file leads out of the application, or to itself', async () => {
    const tree = {
      'requirements.txt': '-r ../other.txt\n-r requirements.txt\n-r /etc/reqs.txt\n',
      'other.txt': 'psycopg2',
    };
    expect((await looked(tree)).stores.database).toBe('none');
  });

  test('and of a store that is not made here, the notes say so', async () => {
    const { notes } = await looked({ 'package.json': packageJson({ start: 'node .' }, ['ioredis', 'mongoose']) });
    expect(notes).toContain('The app has mongoose and ioredis: no target gets such a store');
  });
});

describe('migrations', () => {
  test.each([
    [
      ['@prisma/client'],
      ['prisma'],
      'prisma/migrations/migration_lock.toml',
      "sh -c 'npx prisma migrate deploy && exec npm start'",
    ],
    [['drizzle-orm', 'drizzle-kit'], [], 'drizzle.config.ts', "sh -c 'npx drizzle-kit migrate && exec npm start'"],
    [['knex', 'pg'], [], 'knexfile.js', "sh -c 'npx knex migrate:latest && exec npm start'"],
    [['typeorm'], [], 'src/migrations/1-users.ts', 'npx typeorm migration:run -d'],
  ])('of %j and %j are named with what runs them', async (dependencies, development, file, command) => {
    const json = packageJson({ start: 'node .' }, dependencies, development);
    const { notes } = await looked({ 'package.json': json, [file]: 'x' });
    expect(notes).toContain(command);
    expect(notes.includes('move prisma to the dependencies')).toBe(development.includes('prisma'));
  });

  test('that a script runs are named by that script', async () => {
    const json = packageJson({ start: 'node .', 'db:migrate': 'knex migrate:latest' }, ['knex']);
    expect((await looked({ 'package.json': json, 'knexfile.js': '' })).notes).toContain('npm run db:migrate');
  });

  test('of a script of its own are named by it', async () => {
    const json = packageJson({ start: 'node .', 'db:migrate': 'node scripts/migrate.js' }, ['pg']);
    expect((await looked({ 'package.json': json })).notes).toContain(
      "Nothing runs the script db:migrate of package.json yet. A Procfile does before each start: `web: sh -c 'npm run db:migrate && exec npm start'`.",
    );
  });

  test.each([
    ['a Procfile', {}, { Procfile: "web: sh -c 'npm run db:migrate && exec npm start'\n" }],
    ['the start', { start: 'npm run db:migrate && node .' }, {}],
    ['what runs before the start', { prestart: 'npm run db:migrate' }, {}],
  ])('that %s runs are not named', async (_, scripts, more) => {
    const json = packageJson({ start: 'node .', 'db:migrate': 'knex migrate:latest', ...scripts }, ['knex']);
    const tree: Tree = { 'package.json': json, 'knexfile.js': '', ...more };
    expect((await looked(tree)).notes).not.toContain('Nothing runs');
  });
});
