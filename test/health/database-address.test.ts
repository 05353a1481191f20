import { explainDatabaseAddress } from '../../lib/health/database-address';

const sayings = [
  'SequelizeConnectionRefusedError: connect ECONNREFUSED 127.0.0.1:5432',
  'Error: connect ECONNREFUSED ::1:5432',
  'Error: connect ECONNREFUSED 127.0.0.1:3306',
  'psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
  'connection to server at "127.0.0.1", port 5432 failed: Connection refused',
  'psycopg.OperationalError: connection failed: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
  "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
  "pymysql.err.OperationalError: (2003, \"Can't connect to MySQL server on 'localhost' ([Errno 111] Connection refused)\")",
  "MySQLdb.OperationalError: (2002, \"Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)\")",
  "MySQLdb.OperationalError: (2003, \"Can't connect to MySQL server on '127.0.0.1:3306' (111)\")",
  "Can't reach database server at `localhost:5432`",
];

test.each(sayings)('%j is explained by the names that hold the address', (line) => {
  const known = explainDatabaseAddress(['listening soon', line], true);
  expect(known?.cause).toContain('on its own machine');
  expect(known?.fix).toContain('environment: { DB_HOST');
});

test('of a target without a database, the settings that give one are named', () => {
  expect(explainDatabaseAddress([sayings[0] ?? ''], false)?.fix).toContain("`database: { engine: 'postgres' }`");
});

test.each([
  'Error: connect ECONNREFUSED 10.0.1.7:5432',
  'Error: connect ECONNREFUSED 127.0.0.1:6379',
  'Error: connect ECONNREFUSED 127.0.0.1:54321',
  'connection to server at "db.example", port 5432 failed: Connection refused',
  'listening on localhost:5432',
])('%j is another trouble', (line) => {
  expect(explainDatabaseAddress([line], true)).toBeUndefined();
});
