import fc from 'fast-check';
import { firstSettings } from '../../../lib/init/first-settings';
import { settingsText } from '../../../lib/init/settings-text';
import { checkSettings } from '../../../lib/settings/check';
import { firstTrial } from '../../../lib/try/first-trial';
import { FakeWorkingFolder } from '../../fakes/fake-working-folder';
import { sample } from '../samples';
import { packageJson, type Tree } from './app-trees';

async function looked(tree: Tree) {
  const { facts, choices } = await sample('nothing', {}, (folder) => {
    for (const [path, text] of Object.entries(tree)) folder.files.set(path, text);
  });
  const file = firstSettings(choices, facts);
  checkSettings(file);
  return { database: file.base.database, text: settingsText(choices, facts) };
}

const node = (driver: string) => packageJson({ start: 'node .' }, ['express', driver]);
const withPg = (source: string, more: Tree = {}) => ({ 'package.json': node('pg'), 'server.js': source, ...more });
const five = {
  DB_HOST: 'host',
  DB_PORT: 'port',
  DB_NAME: 'name',
  DB_USER: 'username',
  DB_PASS: 'password',
};
const readsFive = Object.keys(five)
  .map((name) => `process.env.${name}`)
  .join(', ');
const listsFive = 'DB_HOST=localhost\nDB_PORT=5432\n# DB_X=\nexport DB_NAME=shop\nDB_USER=me\nDB_PASS=hunter2\n';

describe('the names by which an app reads its database', () => {
  test.each([
    ['in its sources', withPg(`new Sequelize(${readsFive})`), five],
    ['in .env.example', withPg("require('./config')", { '.env.example': listsFive }), five],
    [
      'in its sources, whatever .env.example lists besides',
      withPg("process.env['POSTGRES_HOST']", { '.env.example': listsFive }),
      { POSTGRES_HOST: 'host' },
    ],
    [
      'in a group',
      withPg('const { PGHOST, PGDATABASE: name, PGPASSWORD = "", PORT } = process.env;'),
      { PGHOST: 'host', PGDATABASE: 'name', PGPASSWORD: 'password' },
    ],
    [
      "by Nest's ConfigService",
      withPg("config.get<string>('TYPEORM_HOST'); this.configService.getOrThrow('TYPEORM_DATABASE')"),
      { TYPEORM_HOST: 'host', TYPEORM_DATABASE: 'name' },
    ],
    [
      'in Python',
      {
        'requirements.txt': 'django\npsycopg2-binary\n',
        'settings.py':
          "os.environ['SQL_HOST'], os.getenv('SQL_USER', 'x'), os.environ.get(\"SQL_PASSWORD\"), env.str('SQL_PORT')",
      },
      { SQL_HOST: 'host', SQL_PORT: 'port', SQL_USER: 'username', SQL_PASSWORD: 'password' },
    ],
    [
      'in the schema of Prisma',
      {
        'package.json': packageJson({ start: 'node .' }, ['@prisma/client']),
        'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("POSTGRES_PRISMA_URL")\n}\n',
      },
      { POSTGRES_PRISMA_URL: 'url' },
    ],
    ['as one URL of another name', withPg('new Pool({ connectionString: process.env.PG_URL })'), { PG_URL: 'url' }],
    [
      'of MySQL',
      { 'package.json': node('mysql2'), 'a.ts': 'env.MYSQL_HOST ?? env.POSTGRES_HOST; env.MYSQL_DATABASE' },
      { MYSQL_HOST: 'host', MYSQL_DATABASE: 'name' },
    ],
  ])('are found %s, and are in the settings', async (_, tree, names) => {
    const { database, text } = await looked(tree as Tree);
    expect(database).toMatchObject({ environment: { DATABASE_URL: 'url', ...names } });
    const written = Object.entries({ DATABASE_URL: 'url', ...names }).map(([name, field]) => `${name}: '${field}'`);
    expect(text).toContain(`environment: { ${written.join(', ')} }`);
    expect(text).not.toContain('hunter2');
  });

  test.each([
    ['that are set anyway', withPg(`process.env.DATABASE_URL ?? (${readsFive})`)],
    ["of Beanstalk's own", withPg('process.env.RDS_HOSTNAME', { '.env.example': listsFive })],
    ['of others', withPg('process.env.DB_DIALECT, process.env.REDIS_HOST, process.env.db_host')],
    ['of constants', withPg("const DB_NAME = 'x'; app.config['SQLALCHEMY_DATABASE_URI'] = 'y'")],
    ['of an example that has the usual one', withPg('', { '.env.example': `DATABASE_URL=x\n${listsFive}` })],
  ])('%s need no settings', async (_, tree) => {
    expect((await looked(tree as Tree)).database).toEqual({ engine: 'postgres' });
  });

  test('are none where there is no database', async () => {
    const tree = { 'package.json': packageJson({ start: 'node .' }, ['express']), 'a.js': 'process.env.DB_HOST' };
    expect((await looked(tree)).database).toBe('none');
  });

  test('hold nothing but letters, digits and underscores, whatever stands in the files', async () => {
    const odd = fc.constantFrom("'", '"', '`', '}', '{', '\n', '=', 'DB_HOST', 'process.env.', "env('", ') ', 'é', '$');
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 12 }), async (parts) => {
        const { database } = await looked(withPg(parts.join(''), { '.env.example': parts.join('') }));
        const { environment = {} } = database as { environment?: object };
        expect(Object.keys(environment).filter((name) => !/^(?:DB_HOST|DATABASE_URL)$/.test(name))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('are what a try assumes', async () => {
    const folder = new FakeWorkingFolder(withPg(`new Sequelize(${readsFive})`));
    const { file, assumed } = await firstTrial(folder);
    expect(file.base.database).toMatchObject({ environment: five });
    expect(assumed).toContain(
      'its database is postgres, which it reads by DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASS',
    );
  });
});

describe('the scheme of the URL for SQLAlchemy', () => {
  test.each([
    ['Flask-SQLAlchemy\npsycopg2-binary\n', '', { urlScheme: 'postgresql+psycopg2' }],
    ['sqlmodel\npsycopg[binary]\n', '', { urlScheme: 'postgresql+psycopg' }],
    ['SQLAlchemy[asyncio]\nasyncpg\n', '', { urlScheme: 'postgresql+asyncpg', urlParameters: 'ssl=require' }],
    ['sqlalchemy\nasyncpg\npsycopg2\n', 'create_async_engine(url)', { urlScheme: 'postgresql+asyncpg' }],
    ['sqlalchemy\nasyncpg\npsycopg2\n', 'create_engine(url)', { urlScheme: 'postgresql+psycopg2' }],
    ['sqlalchemy\nPyMySQL\n', '', { urlScheme: 'mysql+pymysql' }],
  ])('goes by the driver of %j and %j', async (requirements, source, url) => {
    const { database } = await looked({ 'requirements.txt': requirements, 'app.py': source });
    expect(database).toMatchObject(url);
  });

  test.each([
    ['without SQLAlchemy', 'django\npsycopg2\n', ''],
    ['with two drivers', 'sqlalchemy\npsycopg\npsycopg2\n', ''],
    ['with a driver that connects by itself', 'sqlalchemy\npsycopg2\n', 'psycopg2.connect(url)'],
    ['with the driver that is the usual one', 'sqlalchemy\nmysqlclient\n', ''],
  ])('is the usual one %s', async (_, requirements, source) => {
    const { database } = await looked({ 'requirements.txt': requirements, 'app.py': source });
    expect(database).not.toHaveProperty('urlScheme');
  });
});
