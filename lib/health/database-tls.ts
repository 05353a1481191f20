/** What log lines mean, and what to do, for people. */
export interface Explanation {
  readonly cause: string;
  readonly fix: string;
}

type Trouble = 'plain' | 'perhaps-plain' | 'untrusted' | 'no-file' | 'no-tls' | 'channel-binding';

/**
 * What servers and drivers say, the surest first. Seen on 27 November 2026 with pg 8.23, postgres.js 3.4, mysql2 3, mariadb 3, libpq 15 and
 * 17, asyncpg 0.27 and PyMySQL 1.0; the servers' words stand in the Amazon RDS User Guide ("Requiring SSL/TLS").
 */
const symptoms: readonly (readonly [RegExp, Trouble])[] = [
  [/no pg_hba\.conf entry for .{1,400}(?:no encryption|SSL off)/, 'plain'],
  [/Connections using insecure transport are prohibited|ER_SECURE_TRANSPORT_REQUIRED/, 'plain'],
  [/root certificate file ".{1,400}" does not exist|Ignoring extra certs from/, 'no-file'],
  [/channel binding (?:is )?required/, 'channel-binding'],
  [/[Ss]erver does not support SSL|server does not support secure connection/, 'no-tls'],
  [/self[- ]signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN/, 'untrusted'],
  [
    /unable to (?:get local issuer|verify the first) certificate|UNABLE_TO_(?:GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)/,
    'untrusted',
  ],
  [/certificate verify failed|CERTIFICATE_VERIFY_FAILED/, 'untrusted'],
  [/Access denied for user '.{1,400}' \(using password: (?:YES|NO)\)/, 'perhaps-plain'],
];

const url = 'DATABASE_URL';
const noCode = 'give no `sslmode=disable`: libpq reads PGSSLMODE and PGSSLROOTCERT, which are set';

type Driver = readonly [name: string, seen: RegExp, fix: string];

/**
 * A driver, what of it stands in names of errors and frames of stacks, and what makes it speak TLS and verify. What stands over another comes before
 * it. Each line of code was tried against the endpoint (test/interop/databases/tls.test.ts holds those of Node.js and libpq).
 */
const drivers: readonly Driver[] = [
  ['Prisma', /DriverAdapterError|PrismaClient|@prisma\//, `\`new PrismaPg({ connectionString: ${url} })\``],
  ['Drizzle', /DrizzleQueryError|drizzle-orm/, `\`drizzle(${url})\`; with postgres.js and mysql2, their own lines`],
  [
    'Sequelize',
    /Sequelize\w*Error|node_modules\/sequelize\//,
    `\`new Sequelize(${url})\`, or \`dialectOptions: { ssl: true }\` (MySQL and MariaDB: \`ssl: {}\`)`,
  ],
  [
    'TypeORM',
    /TypeORMError|node_modules\/typeorm\//,
    `\`url: ${url}\`, or \`ssl: true\` (MySQL and MariaDB: \`ssl: {}\`)`,
  ],
  [
    'Knex',
    /KnexTimeoutError|Acquire connection error|node_modules\/knex\//,
    `\`connection: ${url}\`, or \`ssl: true\` in the object (mysql2: \`ssl: {}\`)`,
  ],
  ['Django', /django[./]db/, `${noCode}; for MySQL \`'OPTIONS': {'ssl': {'ca': os.environ['NODE_EXTRA_CA_CERTS']}}\``],
  [
    'SQLAlchemy',
    /sqlalchemy/i,
    `${noCode}; for MySQL \`connect_args={'ssl': {'ca': os.environ['NODE_EXTRA_CA_CERTS']}}\``,
  ],
  ['mariadb', /node_modules\/mariadb\/|\bSqlError\b/, '`ssl: true` among the options of the connection'],
  // Its stack ends before its own frames.
  ['mysql2', /node_modules\/mysql2\/|sqlMessage: '/, '`ssl: {}` among the options of the connection, of TypeORM too'],
  ['postgres.js', /PostgresError|node_modules\/postgres\//, `\`postgres(${url}, { ssl: 'verify-full' })\``],
  [
    'pg',
    /node_modules\/pg(?:-protocol|-pool)?\//,
    `\`new Pool({ connectionString: ${url} })\`, or \`ssl: true\` beside host and user, among TypeORM's options too`,
  ],
  ['asyncpg', /asyncpg/, noCode],
  ['psycopg', /psycopg/, noCode],
  ['PyMySQL', /pymysql/i, "`ssl={'ca': os.environ['NODE_EXTRA_CA_CERTS']}`"],
];

/** Undefined when no line speaks of TLS to a database. */
export function explainDatabaseTls(lines: readonly string[]): Explanation | undefined {
  const found = symptoms.find(([pattern]) => lines.some((line) => pattern.test(line)));
  if (!found) return undefined;
  const [, trouble] = found;
  const all = lines.join('\n');
  const used = drivers.find(([, seen]) => seen.test(all));
  return explanations[trouble](used);
}

const noneAtAll = 'Never turn verification off: then anyone on the way could be the database.';
const authority =
  'The bundle holds the authorities of RDS, and NODE_EXTRA_CA_CERTS and PGSSLROOTCERT name their file: deploy once more where they are not set, and name no other file';

const explanations: Readonly<Record<Trouble, (driver: Driver | undefined) => Explanation>> = {
  plain: (driver) => ({
    cause: 'The database refuses connections without TLS, as RDS does by default',
    fix: speak(driver),
  }),
  'perhaps-plain': (driver) => ({
    cause: 'The database refuses the login: a wrong user or password, or, since MariaDB 11.8, a connection without TLS',
    fix: speak(driver),
  }),
  untrusted: (driver) => ({
    cause:
      'The app speaks TLS and does not know the authority that signed the certificate, which is what RDS has of its own',
    fix: `${authority}; a \`ca\` given in code takes the place of that file. ${speak(driver)}`,
  }),
  'no-file': () => ({
    cause: 'The file of authorities by which the app verifies the database is not there',
    fix: `${authority}. In a prebuild or predeploy hook the file is in the folder of the new release, which is the hook's own: \`NODE_EXTRA_CA_CERTS=$PWD/…\`. ${noneAtAll}`,
  }),
  'no-tls': () => ({
    cause: 'The app asks for TLS, and what answers at the address of the database speaks none',
    fix: 'RDS always speaks it: look whether RDS_HOSTNAME and RDS_PORT, or the address in the code, are those of the database',
  }),
  'channel-binding': () => ({
    cause:
      'The app asks for channel binding, which the database does not offer; that of `preview-stacks local` never does',
    fix: 'Give `channel_binding=prefer`, which is the default: the certificate is verified all the same',
  }),
};

function speak(driver: Driver | undefined): string {
  const how = driver
    ? `With ${driver[0]}: ${driver[2]}`
    : `Connect by ${url}, which asks for TLS, or switch TLS on among the options of the driver: docs/getting-started.md has the line of each`;
  return `${how}. ${noneAtAll}`;
}
