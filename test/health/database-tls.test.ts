import { explainDatabaseTls } from '../../lib/health/database-tls';

const drivers: readonly [string, string][] = [
  ['    at /var/app/current/node_modules/pg-protocol/dist/parser.js:306:11', 'With pg: '],
  ['    at /var/app/current/node_modules/pg/lib/client.js:1:1', 'With pg: '],
  ['PostgresError: no pg_hba.conf entry', 'With postgres.js: '],
  ['SequelizeConnectionError: no pg_hba.conf entry', 'With Sequelize: '],
  ['    at /var/app/current/node_modules/typeorm/driver/postgres/PostgresDriver.js:1:1', 'With TypeORM: '],
  ['    at /var/app/current/node_modules/knex/lib/client.js:1:1', 'With Knex: '],
  ['    at /var/app/current/node_modules/drizzle-orm/node-postgres/session.js:1:1', 'With Drizzle: '],
  ['DriverAdapterError: DatabaseAccessDenied', 'With Prisma: '],
  ['    at /var/app/current/node_modules/mysql2/lib/connection.js:1:1', 'With mysql2: '],
  ["  sqlMessage: 'Connections using", 'With mysql2: '],
  ['SqlError: (conn:9, no: 3159, SQLState: HY000)', 'With mariadb: '],
  ['django.db.utils.OperationalError: connection to server', 'With Django: '],
  ['sqlalchemy.exc.OperationalError: (psycopg2.OperationalError)', 'With SQLAlchemy: '],
  ['asyncpg.exceptions.InvalidAuthorizationSpecificationError', 'With asyncpg: '],
  ['psycopg2.OperationalError: connection to server', 'With psycopg: '],
  ['pymysql.err.OperationalError: (3159', 'With PyMySQL: '],
];
const refused = 'no pg_hba.conf entry for host "10.0.1.7", user "app", database "app", no encryption';

test.each([
  [`error: ${refused}`, 'refuses connections without TLS'],
  [
    'error: no pg_hba.conf entry for host "10.0.1.7", user "app", database "app", SSL off',
    'refuses connections without',
  ],
  [
    "(3159, 'Connections using insecure transport are prohibited while --require_secure_transport=ON.')",
    'refuses connections without TLS',
  ],
  ["  code: 'ER_SECURE_TRANSPORT_REQUIRED',", 'refuses connections without TLS'],
  ["ERROR 1045 (28000): Access denied for user 'app'@'10.0.1.7' (using password: YES)", 'since MariaDB 11.8'],
  ['Error: self-signed certificate in certificate chain', 'does not know the authority'],
  ['Error: self signed certificate in certificate chain', 'does not know the authority'],
  ["  code: 'SELF_SIGNED_CERT_IN_CHAIN'", 'does not know the authority'],
  ['Error: unable to get local issuer certificate', 'does not know the authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'does not know the authority'],
  ['psycopg2.OperationalError: SSL error: certificate verify failed', 'does not know the authority'],
  ['[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get', 'does not know the authority'],
  ['root certificate file "/var/app/current/x.pem" does not exist', 'is not there'],
  ['Warning: Ignoring extra certs from `/x.pem`, load failed: error:80000002', 'is not there'],
  ['Error: The server does not support SSL connections', 'speaks none'],
  ['server does not support SSL, but SSL was required', 'speaks none'],
  [
    'channel binding is required, but server did not offer an authentication method that supports it',
    'channel binding',
  ],
])('%j is explained', (line, cause) => {
  expect(explainDatabaseTls(['listening soon', line])?.cause).toContain(cause);
});

test.each([
  'Error: connect ECONNREFUSED 10.0.1.7:5432',
  'password authentication failed for user "app"',
  'no pg_hba.conf entry for host "10.0.1.7", user "app", database "app", SSL encryption',
  'the certificate of the balancer is new',
])('%j has nothing to do with TLS', (line) => {
  expect(explainDatabaseTls([line])).toBeUndefined();
});

test.each(drivers)('%j shows the driver', (line, words) => {
  expect(explainDatabaseTls([line, refused])?.fix).toContain(words);
});

test('what stands over a driver is named before it: its options are the ones that people write', () => {
  const lines = ['at /app/node_modules/pg/lib/client.js', 'at /app/node_modules/sequelize/lib/x.js', refused];
  expect(explainDatabaseTls(lines)?.fix).toContain('With Sequelize: ');
});

test('where the lines show no driver the advice is the one for all', () => {
  expect(explainDatabaseTls([refused])?.fix).toContain('Connect by DATABASE_URL');
});

test('no advice turns verification off', () => {
  const off = /rejectUnauthorized|no-verify|sslmode=(?:require|allow|prefer)|CERT_NONE|NODE_TLS_REJECT/;
  const lines = [refused, 'self-signed certificate in certificate chain', 'root certificate file "x" does not exist'];
  for (const [shown] of drivers) {
    for (const line of lines) {
      const { fix = '' } = explainDatabaseTls([shown, line]) ?? {};
      expect([shown, fix]).toEqual([shown, expect.not.stringMatching(off)]);
      expect(fix).toContain('Never turn verification off');
    }
  }
});
